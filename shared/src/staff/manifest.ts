import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { staffPermissions, selfPermissions, sessionPermissions } from "./permissions.ts";

export const staffManifest = manifest("staff", {
  permissions: [staffPermissions, selfPermissions, sessionPermissions],
  endpoints: [api],
  refusals: api.staffRefusals,
});
