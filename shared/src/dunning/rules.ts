import { formatYuan, type Fen } from "../kernel/money.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import { addDays, type CityDate } from "../kernel/time.ts";
import type { OpenItem } from "../ledger/account.ts";
import type { EvidenceKind, StepKind } from "../catalogue/dunning-rule.ts";
import { isLater, type Ladder } from "./ladder.ts";
import type { DunningEvent, DunningFact } from "./model.ts";
import { lastOf, type DunningStanding } from "./standing.ts";

/** 暂缓 at most so many days at a time: whoever is spared for longer is looked at again. */
export const HOLD_DAYS_MAX = 180;
/** 承诺 at most so many days ahead: what takes longer is an instalment plan. */
export const PROMISE_DAYS_MAX = 60;

export interface RecordedStep {
  readonly step: StepKind;
  readonly on: CityDate;
  readonly receiver?: string | undefined;
  readonly photos: number;
}

export type StepCode =
  | "day-ahead"
  | "nothing-overdue"
  | "dunning-held"
  | "step-not-next"
  | "step-not-yet"
  | "evidence-needed";

/**
 * Whether a step may be put on record. Refusals, in this order: `day-ahead`; those of
 * `refuseTurnOf`; `evidence-needed`.
 */
export function refuseStep(
  standing: DunningStanding,
  ladder: Ladder,
  recorded: RecordedStep,
  today: CityDate,
): Refusal<StepCode> | null {
  if (recorded.on > today) return refuse("day-ahead", { today });
  const early = refuseTurnOf(standing, recorded);
  if (early !== null) return early;
  const kept: Readonly<Record<EvidenceKind, boolean>> = {
    receiver: recorded.receiver !== undefined,
    photo: recorded.photos > 0,
  };
  const { evidence = [] } = ladder.steps.find(({ kind }) => kind === recorded.step) ?? {};
  return evidence.every((kind) => kept[kind]) ? null : refuse("evidence-needed");
}

/**
 * Whether it is the turn of a step on a day. Refusals, in this order: `nothing-overdue`;
 * `dunning-held`; `step-not-next` (one that was taken may be repeated, as a visit is);
 * `step-not-yet`.
 */
export function refuseTurnOf(
  { since, holds, taken, next }: DunningStanding,
  { step, on }: Pick<RecordedStep, "step" | "on">,
): Refusal<Exclude<StepCode, "day-ahead" | "evidence-needed">> | null {
  if (since === undefined) return refuse("nothing-overdue");
  if (holds.length > 0) return refuse("dunning-held");
  const last = lastOf(taken);
  const isRepeated = last !== undefined && !isLater(step, last.fact.step);
  if (!isRepeated && next?.kind !== step) return refuse("step-not-next");
  const from = isRepeated ? addDays(since, 1) : (next?.from ?? since);
  return on < from ? refuse("step-not-yet", { day: from }) : null;
}

export type UndoCode = "event-unknown" | "event-undone" | "later-step-stands";

/**
 * Whether an event may be taken back. Refusals, in this order: `event-unknown` (none, or itself one
 * that takes another back); `event-undone`; `later-step-stands` (the last step first).
 */
export function refuseUndo(
  events: readonly DunningEvent[],
  eventId: string,
): Refusal<UndoCode> | null {
  const event = events.find(({ id }) => id === eventId);
  if (event === undefined || event.fact.kind === "undo") return refuse("event-unknown");
  const undone = new Set(events.map(({ undoes }) => undoes));
  if (undone.has(eventId)) return refuse("event-undone");
  const standing = events.filter(({ id }) => !undone.has(id));
  return standing.some(({ fact }) => restsOn(fact, event.fact))
    ? refuse("later-step-stands")
    : null;
}

/** Whether something was done because of another: a valve was shut by its order. */
function restsOn(later: DunningFact, earlier: DunningFact): boolean {
  if (later.kind === "valve" && later.turned === "closed") {
    return earlier.kind === "step" && earlier.step === "valve-order";
  }
  if (later.kind !== "step" || earlier.kind !== "step") return false;
  const shared = later.itemIds.some((id) => earlier.itemIds.includes(id));
  return shared && isLater(later.step, earlier.step);
}

export type PromiseCode = "nothing-overdue" | "promise-day-wrong" | "promise-too-much";

/**
 * Refusals, in this order: `nothing-overdue`; `promise-day-wrong` (past, or too far ahead);
 * `promise-too-much` (more than is overdue).
 */
export function refusePromise(
  { items, overdueFen }: Pick<DunningStanding, "items" | "overdueFen">,
  { amountFen, payBy }: { readonly amountFen: Fen; readonly payBy: CityDate },
  today: CityDate,
): Refusal<PromiseCode> | null {
  if (items.length === 0) return refuse("nothing-overdue");
  const last = addDays(today, PROMISE_DAYS_MAX);
  if (payBy < today || payBy > last) return refuse("promise-day-wrong", { day: last });
  return amountFen > overdueFen
    ? refuse("promise-too-much", { open: formatYuan(overdueFen) })
    : null;
}

/** Refusal: `hold-day-wrong` (past, or too far ahead). */
export function refuseHold(until: CityDate, today: CityDate): Refusal<"hold-day-wrong"> | null {
  const last = addDays(today, HOLD_DAYS_MAX);
  return until < today || until > last ? refuse("hold-day-wrong", { day: last }) : null;
}

export type DisputeCode = "item-not-open" | "disputed-already";

/** Refusals, in this order: `item-not-open`; `disputed-already`. */
export function refuseDispute(
  open: readonly OpenItem[],
  { disputed }: Pick<DunningStanding, "disputed">,
  itemIds: readonly string[],
): Refusal<DisputeCode> | null {
  const known = new Set(open.map(({ itemId }) => itemId));
  if (!itemIds.every((id) => known.has(id))) return refuse("item-not-open");
  return itemIds.some((id) => disputed.has(id)) ? refuse("disputed-already") : null;
}
