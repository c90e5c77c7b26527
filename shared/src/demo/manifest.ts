import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { demoPermissions } from "./permissions.ts";

export const demoManifest = manifest("demo", {
  permissions: [demoPermissions],
  endpoints: [api],
  refusals: api.demoRefusals,
});
