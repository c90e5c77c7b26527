import type { Actor } from "../access/actor.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import { later, type Instant } from "../kernel/time.ts";
import { change, type Changed } from "./change.ts";
import type { Moment } from "./event.ts";
import { HISTORY_MAX } from "./matching.ts";
import type { Case, Visit } from "./model.ts";
import { refuseOthersWork } from "./whose.ts";

const HOUR_MS = 3_600_000;
/** Half a day: for longer nobody is asked to stay at home. */
const WINDOW_MAX_MS = 6 * HOUR_MS;
/** No visit begins further away than this. */
const AHEAD_MAX_MS = 30 * 24 * HOUR_MS;

/** From when until when somebody may be expected. */
export type VisitWindow = Pick<Visit, "from" | "to">;

type Unfit =
  | "case-full"
  | "visit-already-so"
  | "visit-disordered"
  | "visit-past"
  | "visit-too-long"
  | "visit-too-far";

/** Why no such visit is agreed, whatever the state of the case. */
function unfit(
  { history, visit }: Pick<Case, "history" | "visit">,
  { from, to }: VisitWindow,
  now: Instant,
): Unfit | null {
  if (history.length >= HISTORY_MAX) return "case-full";
  if (visit !== undefined && isSameWindow(visit, { from, to })) return "visit-already-so";
  if (to <= from) return "visit-disordered";
  if (to <= now) return "visit-past";
  if (to - from > WINDOW_MAX_MS) return "visit-too-long";
  return from > later(now, AHEAD_MAX_MS) ? "visit-too-far" : null;
}

export function isSameWindow(one: VisitWindow, other: VisitWindow): boolean {
  return one.from === other.from && one.to === other.to;
}

/**
 * 约定上门: when the resident expects somebody; agreed again it is moved (改约), and the history has
 * both. It may already have begun, is over at once when somebody arrives, and sets back no clock.
 * Refusals, in this order: `case-full`, `visit-already-so`, `visit-disordered`, `visit-past`,
 * `visit-too-long`, `visit-too-far`, then those of `change`.
 */
export function agreeVisit(
  caseRecord: Case,
  moment: Moment,
  { from, to, description }: VisitWindow & { readonly description?: string | undefined },
): Changed<"visit", Unfit> {
  const why = unfit(caseRecord, { from, to }, moment.at);
  if (why !== null) return refuse(why, { limit: LIMITS[why] ?? 0 });
  const { visit: before } = caseRecord;
  const kind = before === undefined ? "visit-agreed" : "visit-moved";
  const data = { from, to, formerFrom: before?.from, formerTo: before?.to };
  const visit = { from, to, at: moment.at, actorName: moment.actor.name };
  return change(caseRecord, moment, "visit", { kind, description, data }, { visit });
}

/** What the sentence of a refusal names: lines, hours, days. */
const LIMITS: Readonly<Partial<Record<Unfit, number>>> = {
  "case-full": HISTORY_MAX,
  "visit-too-long": WINDOW_MAX_MS / HOUR_MS,
  "visit-too-far": AHEAD_MAX_MS / (24 * HOUR_MS),
};

/** 取消预约: the inverse. Refusals, in this order: `no-visit`, then those of `change`. */
export function cancelVisit(
  caseRecord: Case,
  moment: Moment,
  description: string,
): Changed<"visit", "no-visit"> {
  const { visit } = caseRecord;
  if (visit === undefined) return refuse("no-visit");
  const data = { from: visit.from, to: visit.to };
  const happened = { kind: "visit-cancelled", description, data } as const;
  return change(caseRecord, moment, "visit", happened, { visit: undefined });
}

/**
 * Whoever speaks with residents at the desk agrees it for whoever comes; in the field only who has
 * the case. Refusal: `not-yours`.
 */
export function refuseOthersVisit(
  actor: Actor,
  caseRecord: Pick<Case, "assigneeId">,
): Refusal<"not-yours"> | null {
  const atDesk =
    actor.kind === "staff" && actor.roles.some((role) => role === "agent" || role === "supervisor");
  return atDesk ? null : refuseOthersWork(actor, caseRecord);
}
