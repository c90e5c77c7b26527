import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { devicePermissions } from "./permissions.ts";

export const devicesManifest = manifest("devices", {
  permissions: [devicePermissions],
  endpoints: [api],
  refusals: api.deviceRefusals,
});
