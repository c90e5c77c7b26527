import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { filePermissions } from "./permissions.ts";

export const filesManifest = manifest("files", {
  permissions: [filePermissions],
  endpoints: [api],
  refusals: api.fileRefusals,
});
