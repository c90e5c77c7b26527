import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { auditPermissions } from "./permissions.ts";

export const auditManifest = manifest("audit", {
  permissions: [auditPermissions],
  endpoints: [api],
});
