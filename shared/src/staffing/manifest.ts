import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { staffingPermissions } from "./permissions.ts";

export const staffingManifest = manifest("staffing", {
  permissions: [staffingPermissions],
  endpoints: [api],
  refusals: api.staffingRefusals,
});
