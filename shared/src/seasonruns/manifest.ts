import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { seasonRunPermissions } from "./permissions.ts";

export const seasonRunsManifest = manifest("seasonruns", {
  permissions: [seasonRunPermissions],
  endpoints: [api],
  refusals: api.seasonRunRefusals,
});
