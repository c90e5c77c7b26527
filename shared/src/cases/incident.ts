import { refuse } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { change, type Changed } from "./change.ts";
import type { CaseEventKind, Moment } from "./event.ts";
import { comesBack, type TakenBack } from "./follow-up.ts";
import type { Case } from "./model.ts";

/** What a case knows of the incident that it joins. */
export interface JoinedIncident {
  readonly id: string;
  readonly number: string;
}

/**
 * 加入事件: it has this cause; it stays open, with its own resident, clock and call-back. Refusals, in
 * this order: `already-joined`, `in-other-incident`, then those of `change`.
 */
export function joinIncident(
  caseRecord: Case,
  moment: Moment,
  { id, number }: JoinedIncident,
): Changed<"join-incident", "already-joined" | "in-other-incident"> {
  const { incidentId, incidentNumber = "" } = caseRecord;
  if (incidentId === id) return refuse("already-joined");
  if (incidentId !== undefined) return refuse("in-other-incident", { number: incidentNumber });
  return change(
    caseRecord,
    moment,
    "join-incident",
    { kind: "incident-joined", data: { incident: number } },
    { incidentId: id, incidentNumber: number, keptApart: undefined },
  );
}

/**
 * The inverse: it has another cause, and joins no incident by itself from now on. Refusals, in this
 * order: `not-joined`, then those of `change`.
 */
export function leaveIncident(
  caseRecord: Case,
  moment: Moment,
  { id, number }: JoinedIncident,
  description: string | undefined,
): Changed<"leave-incident", "not-joined"> {
  if (caseRecord.incidentId !== id) return refuse("not-joined");
  return change(
    caseRecord,
    moment,
    "leave-incident",
    { kind: "incident-left", description, data: { incident: number } },
    { incidentId: undefined, incidentNumber: undefined, keptApart: true },
  );
}

interface RestoredIncident extends JoinedIncident {
  /** Tells one restoration from another: an incident may be reopened. */
  readonly restoredAt: Instant;
}

/**
 * 随事件办结: the incident is over, so that the case is held to be done; its resident is still called
 * back, and reopens it by saying otherwise: one restoration makes a case done once. Refusals, in
 * this order: `not-joined`, `already-settled`, then those of `change`.
 */
export function settleWithIncident(
  caseRecord: Case,
  moment: Moment,
  { id, number, restoredAt }: RestoredIncident,
  description: string | undefined,
): Changed<"settle", "not-joined" | "already-settled"> {
  if (caseRecord.incidentId !== id) return refuse("not-joined");
  const data = { incident: number, restoredAt };
  const again = caseRecord.history.some(
    (event) =>
      event.kind === "settled" &&
      event.data?.["incident"] === number &&
      event.data["restoredAt"] === restoredAt,
  );
  if (again) return refuse("already-settled");
  return change(caseRecord, moment, "settle", { kind: "settled", description, data });
}

/**
 * The inverse: the incident was not over after all, so that it comes back as by `reopenCase`. What
 * a worker or the desk has done of the case itself stands. Refusals, in this order: `not-settled`,
 * then those of `change`.
 */
export function unsettleWithIncident(
  caseRecord: Case,
  moment: Moment,
  { id, number }: JoinedIncident,
  description: string | undefined,
  back: TakenBack,
): Changed<"unsettle", "not-settled"> {
  if (caseRecord.incidentId !== id || !wasSettled(caseRecord, number)) return refuse("not-settled");
  const { data, patch } = comesBack(caseRecord, moment.at, back);
  const happened = { kind: "unsettled", description, data: { incident: number, ...data } } as const;
  return change(caseRecord, moment, "unsettle", happened, patch);
}

const WAYS_TO_BE_DONE: ReadonlySet<CaseEventKind> = new Set(["resolved", "answered", "settled"]);

/** Whether what last made it done was this incident's end. */
function wasSettled({ history }: Case, incident: string): boolean {
  const done = history.findLast(({ kind }) => WAYS_TO_BE_DONE.has(kind));
  return done?.kind === "settled" && done.data?.["incident"] === incident;
}
