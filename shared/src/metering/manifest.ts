import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { meteringPermissions } from "./permissions.ts";

export const meteringManifest = manifest("metering", {
  permissions: [meteringPermissions],
  endpoints: [api],
  refusals: api.meteringRefusals,
});
