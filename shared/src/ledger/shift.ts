import type { Actor } from "../access/actor.ts";
import { addFen, subtractFen, type Fen } from "../kernel/money.ts";
import { ok, refuse, type Refusal, type Result } from "../kernel/result.ts";
import { cityDate, type CityDate, type Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";
import { countedFen, type Pieces } from "./cash.ts";
import type { Office } from "./office.ts";

/**
 * 班次 (till shift): one cashier at one till from a float to a count. Cash is taken within one's own
 * open shift alone, and every entry of cash names it, so that what the drawer must hold is told by
 * entries and by nothing else.
 */
export interface Shift extends Stored {
  readonly office: Office;
  /** 钱箱: the drawer, by the name that stands on it; one open shift at a time. */
  readonly till: string;
  readonly cashierId: string;
  readonly cashierName: string;
  readonly day: CityDate;
  readonly openedAt: Instant;
  /** 备用金: what was in the drawer before anything was taken. */
  readonly floatFen: Fen;
  /** 接班: the shift on this till whose counted cash is the float. */
  readonly takenOverFrom?: string;
  readonly state: "open" | "closed";
  /** Each count, the newest last; one that was taken back stays. */
  readonly counts: readonly Count[];
}

/** 点钞: what was in the drawer, held against what its entries say. */
export interface Count {
  readonly at: Instant;
  readonly by: { readonly id: string; readonly name: string };
  readonly pieces: Pieces;
  readonly expectedFen: Fen;
  readonly countedFen: Fen;
  /** 长短款: the entry that posted the difference, where there was one. */
  readonly entryId?: string;
  readonly reason?: string;
  readonly reopened?: { readonly at: Instant; readonly reason: string; readonly entryId?: string };
}

export const shifts = collection<Shift>("shifts", {
  indexes: {
    byCashier: ["cashierId", "state"],
    byTill: ["office", "till", "state"],
    byState: ["office", "state", "day"],
    byDay: ["office", "day", "openedAt"],
  },
  // Whose cash was taken over once is not taken over again.
  unique: { takenOver: ["takenOverFrom"] },
});

type Doer = Pick<Actor, "id" | "name">;

/** What stands when somebody wants a till. */
export interface TillState {
  /** The open shift of whoever asks. */
  readonly own: Shift | null;
  /** The open shift at the till. */
  readonly there: Shift | null;
  /** The shift that is taken over; null: there is none by that id. */
  readonly from: Shift | null;
  /** Who took that over already. */
  readonly taker: Shift | null;
}

export interface OpenTill {
  readonly id: string;
  readonly office: Office;
  readonly till: string;
  readonly floatFen: Fen;
  readonly takeOver?: string | undefined;
}

export type OpenTillCode =
  | "till-open-already"
  | "till-in-use"
  | "not-handed-over"
  | "float-differs";

/**
 * 开钱箱, or 接班 with what a shift before it counted. Refusals, in this order:
 * `till-open-already` (one's own elsewhere), `till-in-use` (by somebody else), `not-handed-over`
 * (not closed on this till today, or taken over by another), `float-differs` (from what was
 * counted).
 */
export function openShift(
  { own, there, from, taker }: TillState,
  { id, office, till, floatFen, takeOver }: OpenTill,
  { id: cashierId, name: cashierName }: Doer,
  now: Instant,
): Result<Body<Shift>, OpenTillCode> {
  if (own !== null) return refuse("till-open-already", { till: own.till });
  if (there !== null) return refuse("till-in-use", { till, who: there.cashierName });
  const day = cityDate(now);
  if (takeOver !== undefined) {
    const here = from?.office === office && from.till === till && from.day === day;
    const counted = from?.state === "closed" ? from.counts.at(-1) : undefined;
    if (!here || counted === undefined || taker !== null) return refuse("not-handed-over");
    if (counted.countedFen !== floatFen) return refuse("float-differs");
  }
  const whose = { id, office, till, cashierId, cashierName, day, openedAt: now, floatFen };
  const state = { state: "open" as const, counts: [] };
  return ok({ ...whose, ...(takeOver === undefined ? {} : { takenOverFrom: takeOver }), ...state });
}

export type CountCode = "till-closed" | "reason-missing";

/** What the drawer must hold by its entries: `cashFen` is what they brought in and took out. */
export function expectedFen({ floatFen }: Pick<Shift, "floatFen">, cashFen: Fen): Fen {
  return addFen(floatFen, cashFen);
}

interface Counting {
  readonly cashFen: Fen;
  readonly pieces: Pieces;
  readonly reason?: string | undefined;
}

/**
 * 点钞交班. A difference wants its reason, and is posted by whoever asks. Refusals, in this order:
 * `till-closed`, `reason-missing`.
 */
export function countShift(
  shift: Shift,
  { cashFen, pieces, reason }: Counting,
  { id, name }: Doer,
  at: Instant,
): Result<Count, CountCode> {
  if (shift.state === "closed") return refuse("till-closed");
  const expected = expectedFen(shift, cashFen);
  const counted = countedFen(pieces);
  const said = reason === undefined || reason.trim() === "" ? {} : { reason };
  if (counted !== expected && said.reason === undefined) return refuse("reason-missing");
  const count = { at, by: { id, name }, pieces, expectedFen: expected, countedFen: counted };
  return ok({ ...count, ...said });
}

/** 长短款: above zero there is more in the drawer than there must be. */
export function differenceFen({ countedFen: counted, expectedFen: expected }: Count): Fen {
  return subtractFen(counted, expected);
}

export function closed(shift: Shift, count: Count): Body<Shift> {
  return { ...shift, state: "closed", counts: [...shift.counts, count] };
}

/** The count that holds; null: the shift is open. */
export function standingCount({ state, counts }: Pick<Shift, "state" | "counts">): Count | null {
  return state === "closed" ? (counts.at(-1) ?? null) : null;
}

export type ReopenTillCode =
  | "not-own-till"
  | "till-not-closed"
  | "not-same-day"
  | "till-handed-over"
  | "till-open-already"
  | "till-in-use"
  | "reason-missing";

/**
 * Who may take a count back, for whoever counted too early or wrongly. Null: may. Refusals, in
 * this order: `not-own-till`, `till-not-closed`, `not-same-day`, `till-handed-over`,
 * `till-open-already`, `till-in-use`, `reason-missing`.
 */
export function refuseReopen(
  shift: Shift,
  { own, there, taker }: Omit<TillState, "from">,
  { actor, reason, now }: { readonly actor: Doer; readonly reason: string; readonly now: Instant },
): Refusal<ReopenTillCode> | null {
  const { till, cashierId, state, day } = shift;
  if (cashierId !== actor.id) return refuse("not-own-till");
  if (state === "open") return refuse("till-not-closed", { till });
  if (day !== cityDate(now)) return refuse("not-same-day");
  if (taker !== null) return refuse("till-handed-over", { who: taker.cashierName });
  if (own !== null) return refuse("till-open-already", { till: own.till });
  if (there !== null) return refuse("till-in-use", { till, who: there.cashierName });
  return reason.trim() === "" ? refuse("reason-missing") : null;
}

/** With its newest count taken back. */
export function reopened(
  shift: Shift,
  of: { readonly at: Instant; readonly reason: string; readonly entryId?: string },
): Body<Shift> {
  const counts = shift.counts.slice(-1).map((last) => ({ ...last, reopened: of }));
  return { ...shift, state: "open", counts: [...shift.counts.slice(0, -1), ...counts] };
}

export type TillCode = "till-not-open" | "till-of-another-day";

/**
 * Cash is taken in one's own open shift of that day and office. Null: it may be. Refusals, in this
 * order: `till-not-open`, `till-of-another-day` (it has to be counted first).
 */
export function refuseCash(
  own: Shift | null,
  { office, day }: { readonly office: Office; readonly day: CityDate },
): Refusal<TillCode> | null {
  if (own === null || own.office !== office) return refuse("till-not-open");
  return own.day === day ? null : refuse("till-of-another-day", { day: own.day });
}
