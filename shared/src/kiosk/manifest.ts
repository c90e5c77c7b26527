import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { kioskPermissions } from "./permissions.ts";

export const kioskManifest = manifest("kiosk", {
  permissions: [kioskPermissions],
  endpoints: [api],
  refusals: api.kioskRefusals,
});
