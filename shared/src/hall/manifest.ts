import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import * as counterApi from "./counter-api.ts";
import { boardView, hallView } from "./live.ts";
import { hallPermissions } from "./permissions.ts";

export const hallManifest = manifest("hall", {
  permissions: [hallPermissions],
  endpoints: [api, counterApi],
  refusals: api.hallRefusals,
  views: [hallView, boardView],
});
