import * as api from "@warmline/shared/incidents/api.ts";
import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { declareIncident } from "./declare-incident.ts";
import { incidentCommandRoutes } from "./incident-commands.ts";
import { joiningRoutes } from "./joining-commands.ts";
import { casesOfIncident, incidentsOfHousehold, listIncidents, reachOf } from "./queries.ts";
import { seeIncident } from "./see-incident.ts";
import { incidentShown } from "./views.ts";

export function incidentRoutes(deps: Deps): Route[] {
  return [
    handle(deps, api.declareIncident, declareIncident),
    serve(api.listIncidents, async (call) => ok(await listIncidents(deps, call, call.query))),
    serve(api.readIncident, async (call) =>
      mapOk(await seeIncident(deps, call, call.params.id), incidentShown),
    ),
    serve(api.incidentReach, (call) => reachOf(deps, call, call.params.id)),
    serve(api.incidentCases, (call) => casesOfIncident(deps, call, call.params.id, call.query)),
    serve(api.householdIncidents, async (call) =>
      mapOk(
        await incidentsOfHousehold(deps, call, { ...call.params, ...call.query }),
        (incidents) => ({ incidents }),
      ),
    ),
    ...incidentCommandRoutes(deps),
    ...joiningRoutes(deps),
  ];
}
