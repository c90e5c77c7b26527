import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { acdView } from "./live.ts";
import { acdPermissions } from "./permissions.ts";

export const acdManifest = manifest("acd", {
  permissions: [acdPermissions],
  endpoints: [api],
  refusals: api.acdRefusals,
  views: [acdView],
});
