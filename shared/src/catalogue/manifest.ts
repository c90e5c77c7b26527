import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { cataloguePermissions } from "./permissions.ts";

export const catalogueManifest = manifest("catalogue", {
  permissions: [cataloguePermissions],
  endpoints: [api],
  refusals: api.catalogueRefusals,
});
