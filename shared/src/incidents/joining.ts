import { transition } from "../cases/machine.ts";
import type { Case } from "../cases/model.ts";
import type { Place } from "../households/model.ts";
import { isInside } from "./areas.ts";
import { isSurelyOf } from "./kinds.ts";
import type { Incident, IncidentState } from "./model.ts";

/** What somebody has seen, and is not over: cases join it by themselves. */
const KNOWN: ReadonlySet<IncidentState> = new Set(["confirmed", "repairing"]);

/** Whether the incident takes in cases by itself. */
export function takesIn({ state }: Pick<Incident, "state">): boolean {
  return KNOWN.has(state);
}

/** Whether a case may join without asking a person, if its flat lies inside. */
export function mayJoinByItself(caseRecord: Case): boolean {
  const { householdId, incidentId, keptApart = false, state } = caseRecord;
  const joinable = transition(state, "join-incident").ok;
  return householdId !== undefined && incidentId === undefined && !keptApart && joinable;
}

/**
 * Whether the case is surely of the incident: reported since that began, from a flat inside, about
 * what is its doing. A suspected incident is sure of nothing.
 */
export function isSurelyIn(incident: Incident, caseRecord: Case, place: Place): boolean {
  return (
    takesIn(incident) &&
    mayJoinByItself(caseRecord) &&
    caseRecord.openedAt >= incident.startedAt &&
    isSurelyOf(incident.kind, caseRecord.category) &&
    isInside(incident.areas, place)
  );
}
