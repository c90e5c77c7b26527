import * as rules from "@warmline/shared/cases/incident.ts";
import { households } from "@warmline/shared/households/model.ts";
import type { IncidentEventKind } from "@warmline/shared/incidents/event.ts";
import { isSurelyIn } from "@warmline/shared/incidents/joining.ts";
import type { Incident } from "@warmline/shared/incidents/model.ts";
import type { ChangedIncident } from "@warmline/shared/incidents/rows.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { takenBack } from "../cases/index.ts";
import type { Meeting } from "./by-itself.ts";
import { changedIncident } from "./on-incident.ts";
import { decisionOf, loadPair } from "./pair.ts";

// What an incident does to its cases by itself. Each asks what both are by then, and does nothing
// where that has moved: so it may be done again, late or by two at once.

/**
 * Joins by itself what is surely of the incident; what has moved meanwhile is left alone. Refusal:
 * `not-found`.
 */
export const joinByItself = command({
  name: "incidents.join",
  mutex: ({ caseId }: Meeting) => `cases/${caseId}`,
  scope: "anywhere",
  async load(reads, input: Meeting, moment) {
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
  mutex: ({ caseId }: Meeting) => `cases/${caseId}`,
  scope: "anywhere",
  load: loadPair,
  decide({ incident, caseRecord }, _: Meeting, moment) {
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
  mutex: ({ caseId }: Meeting) => `cases/${caseId}`,
  scope: "anywhere",
  async load(reads, input: Meeting, moment) {
    const pair = await loadPair(reads, input, moment);
    if (!pair.ok) return pair;
    const { caseRecord } = pair.value;
    const back = caseRecord === null ? null : await takenBack(reads, caseRecord, moment);
    return ok({ ...pair.value, back });
  },
  decide({ incident, caseRecord, back }, _, moment) {
    if (caseRecord === null || back === null || incident.restoredAt !== undefined) {
      return ok(nothing(incident));
    }
    const said = saidOn(incident, "reopened");
    const next = rules.unsettleWithIncident(caseRecord, moment, incident, said, back);
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
