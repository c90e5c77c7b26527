import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { callsView } from "./live.ts";
import { callPermissions } from "./permissions.ts";

export const callsManifest = manifest("calls", {
  permissions: [callPermissions],
  endpoints: [api],
  refusals: api.callRefusals,
  views: [callsView],
});
