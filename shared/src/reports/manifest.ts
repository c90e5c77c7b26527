import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { reportPermissions } from "./permissions.ts";

export const reportsManifest = manifest("reports", {
  permissions: [reportPermissions],
  endpoints: [api],
  refusals: api.reportRefusals,
});
