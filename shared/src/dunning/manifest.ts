import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { dunningPermissions } from "./permissions.ts";

export const dunningManifest = manifest("dunning", {
  permissions: [dunningPermissions],
  endpoints: [api],
  refusals: api.dunningRefusals,
});
