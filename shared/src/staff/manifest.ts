import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { rightsRequestsView } from "./live.ts";
import { staffPermissions, selfPermissions, sessionPermissions } from "./permissions.ts";
import * as requests from "./request-api.ts";

export const staffManifest = manifest("staff", {
  permissions: [staffPermissions, selfPermissions, sessionPermissions],
  endpoints: [api, requests],
  refusals: api.staffRefusals,
  views: [rightsRequestsView],
});
