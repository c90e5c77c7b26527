import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { handoversView } from "./live.ts";
import { staffPermissions, selfPermissions, sessionPermissions } from "./permissions.ts";
import * as rights from "./rights-api.ts";

export const staffManifest = manifest("staff", {
  permissions: [staffPermissions, selfPermissions, sessionPermissions],
  endpoints: [api, rights],
  refusals: api.staffRefusals,
  views: [handoversView],
});
