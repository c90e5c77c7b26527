import * as rules from "@warmline/shared/cases/incident.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import {
  incidentCommands,
  type IncidentCommandInput,
} from "@warmline/shared/incidents/commands-api.ts";
import type { IncidentEventKind } from "@warmline/shared/incidents/event.ts";
import { isSurelyIn } from "@warmline/shared/incidents/joining.ts";
import { moved } from "@warmline/shared/incidents/machine.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import type { ChangedIncident } from "@warmline/shared/incidents/rows.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { changedIncident } from "./on-incident.ts";
import { belongingOf } from "./see-incident.ts";

/** Both of them: the case is written, the incident only has to stand. */
interface Pair {
  readonly incident: Incident;
  readonly actor: Moment["actor"];
  readonly caseRecord: Case | null;
}

async function loadPair(
  reads: Reads,
  { id, caseId }: { readonly id: string; readonly caseId: string },
  { actor }: Moment,
): Promise<Result<Pair, "not-found">> {
  const incident = await reads.get(incidents, id);
  if (incident === null) return refuse("not-found");
  return ok({ incident, actor, caseRecord: await reads.get(cases, caseId) });
}

const scope = ({ incident, actor }: Pair) => belongingOf(incident, actor);

/** Whoever acts must see both. Refusals, in this order: `case-not-found`, `out-of-scope`. */
function caseOf({ caseRecord, actor }: Pair): Result<Case, "case-not-found" | "out-of-scope"> {
  if (caseRecord === null) return refuse("case-not-found");
  const { branchId } = caseRecord;
  return within(actor, { branchId }) ? ok(caseRecord) : refuse("out-of-scope");
}

function decisionOf(
  incident: Incident,
  caseRecord: Case,
  next: Case,
  reason?: string,
): Decision<ChangedIncident> {
  return {
    value: changedIncident(incident),
    writes: [replace(cases, caseRecord, next)],
    subjects: [`cases/${caseRecord.id}`, `incidents/${incident.id}`],
    reason,
  };
}

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

/** What the incident itself does to one of its cases; nothing where there is nothing to do. */
interface ByItself {
  readonly id: string;
  readonly caseId: string;
}

/**
 * Joins by itself what is surely of the incident; what has moved meanwhile is left alone. Refusal:
 * `not-found`.
 */
export const joinByItself = command({
  name: "incidents.join",
  mutex: ({ caseId }: ByItself) => `cases/${caseId}`,
  scope: "anywhere",
  async load(reads, input: ByItself, moment) {
    const pair = await loadPair(reads, input, moment);
    if (!pair.ok) return pair;
    const { incident, caseRecord } = pair.value;
    const { householdId } = caseRecord ?? {};
    const household = householdId === undefined ? null : await reads.get(households, householdId);
    return ok({ incident, caseRecord, place: household?.place });
  },
  decide({ incident, caseRecord, place }, _, moment) {
    if (caseRecord === null || place === undefined || !isSurelyIn(incident, caseRecord, place)) {
      return ok(nothing(incident));
    }
    const next = rules.joinIncident(caseRecord, moment, incident);
    return ok(next.ok ? decisionOf(incident, caseRecord, next.value) : nothing(incident));
  },
});

/** 随事件办结, of one case, as long as the incident is over. Refusal: `not-found`. */
export const settle = command({
  name: "incidents.settle",
  mutex: ({ caseId }: ByItself) => `cases/${caseId}`,
  scope: "anywhere",
  load: loadPair,
  decide({ incident, caseRecord }, _: ByItself, moment) {
    const { state, restoredAt, id, number } = incident;
    if (caseRecord === null || state !== "restored" || restoredAt === undefined) {
      return ok(nothing(incident));
    }
    const ended = { id, number, restoredAt };
    const next = rules.settleWithIncident(caseRecord, moment, ended, saidOn(incident, "restored"));
    return ok(next.ok ? decisionOf(incident, caseRecord, next.value) : nothing(incident));
  },
});

/** The inverse, as long as the incident is not over. Refusal: `not-found`. */
export const unsettle = command({
  name: "incidents.unsettle",
  mutex: ({ caseId }: ByItself) => `cases/${caseId}`,
  scope: "anywhere",
  load: loadPair,
  decide({ incident, caseRecord }, _: ByItself, moment) {
    if (caseRecord === null || incident.restoredAt !== undefined) return ok(nothing(incident));
    const next = rules.unsettleWithIncident(
      caseRecord,
      moment,
      incident,
      saidOn(incident, "reopened"),
    );
    return ok(next.ok ? decisionOf(incident, caseRecord, next.value) : nothing(incident));
  },
});

/** What was said when that last happened to the incident. */
function saidOn({ history }: Incident, kind: IncidentEventKind): string | undefined {
  return history.findLast((event) => event.kind === kind)?.description;
}

function nothing(incident: Incident): Decision<ChangedIncident> {
  return { value: changedIncident(incident), writes: [], subjects: [] };
}

export function joiningRoutes(deps: Deps): Route[] {
  return [handle(deps, incidentCommands.join, join), handle(deps, incidentCommands.leave, leave)];
}
