import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { securityView } from "./live.ts";
import { securityPermissions } from "./permissions.ts";

export const securityManifest = manifest("security", {
  permissions: [securityPermissions],
  endpoints: [api],
  views: [securityView],
  refusals: api.securityRefusals,
});
