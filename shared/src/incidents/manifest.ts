import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import * as commandsApi from "./commands-api.ts";
import { incidentsView, incidentView } from "./live.ts";
import { incidentPermissions } from "./permissions.ts";

export const incidentsManifest = manifest("incidents", {
  permissions: [incidentPermissions],
  endpoints: [api, commandsApi],
  refusals: api.incidentRefusals,
  views: [incidentsView, incidentView],
});
