import * as rules from "@warmline/shared/cases/incident.ts";
import {
  incidentCommands,
  type IncidentCommandInput,
} from "@warmline/shared/incidents/commands-api.ts";
import { moved } from "@warmline/shared/incidents/machine.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { command } from "../../platform/commands/command.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { caseOf, decisionOf, loadPair, scopeOfPair as scope } from "./pair.ts";

/**
 * 加入事件, by hand: also a case whose household is not known, or lies just outside. Refusals, in this
 * order: `not-found`, `out-of-scope`, `case-not-found`, `out-of-scope` of the case, the incident's
 * state, then those of the case's rule.
 */
export const join = command({
  name: "incidents.join",
  mutex: ({ caseId }: IncidentCommandInput<"join">) => `cases/${caseId}`,
  load: loadPair,
  scope,
  decide(pair, _, moment) {
    const { incident } = pair;
    const found = caseOf(pair);
    if (!found.ok) return found;
    const open = moved(incident, "join");
    if (!open.ok) return open;
    const next = rules.joinIncident(found.value, moment, incident);
    return next.ok ? ok(decisionOf(incident, found.value, next.value)) : next;
  },
});

/** The inverse. Refusals: those of `join`, of the rule of leaving. */
export const leave = command({
  name: "incidents.leave",
  mutex: ({ caseId }: IncidentCommandInput<"leave">) => `cases/${caseId}`,
  load: loadPair,
  scope,
  decide(pair, { description }, moment) {
    const { incident } = pair;
    const found = caseOf(pair);
    if (!found.ok) return found;
    const open = moved(incident, "leave");
    if (!open.ok) return open;
    const next = rules.leaveIncident(found.value, moment, incident, description);
    return next.ok ? ok(decisionOf(incident, found.value, next.value, description)) : next;
  },
});

export function joiningRoutes(deps: Deps): Route[] {
  return [handle(deps, incidentCommands.join, join), handle(deps, incidentCommands.leave, leave)];
}
