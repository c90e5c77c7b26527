import { ok, refuse, type Result } from "../../kernel/result.ts";
import { addFen, formatYuan, negateFen, ZERO_FEN, type Fen } from "../../kernel/money.ts";
import { methodsOf, type LotOrigin } from "../account.ts";
import { freePaysOpen, isAmount, lotLines, moveLines, type Link } from "../allocate.ts";
import { sumFen, type Line, type PaymentMethod, type Tender } from "../lines.ts";
import { applyLines, copyOf, type Position } from "../position.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/** 退费: money on account goes back by the way it came. What it paid is first to be free again. */
export interface RefundDetail {
  readonly kind: "refund";
}

/** What goes out: of which lot, how, and how much; below zero it came back. */
export interface Refunded extends Tender {
  readonly lotId: string;
}

export interface RefundInput extends Refunded {
  /** The refund's document, which says who asked and who paid it out. */
  readonly refundId: string;
  /**
   * What may still go back by each way in which the money came; null: it was taken over, nobody
   * knows how it came, and any way will do.
   */
  readonly ways: readonly Tender[] | null;
}

export type RefundCode = "bad-amount" | "not-on-account" | "other-way" | "more-than-came";

interface RefundFacts extends Refunded {
  /** What is free pays what is open, before anything goes out. */
  readonly used: readonly Link[];
}

/**
 * Refusals, in this order: `bad-amount` (not an integer of 1 fen or more, or over the limit);
 * `not-on-account` (of that payment less is free); `other-way` (nothing of it came so);
 * `more-than-came` (by that way, less what went back by it already).
 */
function decide(
  position: Position,
  { refundId, lotId, method, amountFen, ways }: RefundInput,
): Result<Posting<RefundDetail>, RefundCode> {
  if (!isAmount(amountFen)) return refuse("bad-amount");
  const used = freePaysOpen(position);
  const settled = copyOf(position);
  applyLines(settled, moveLines(used), { sum: null });
  const leftFen = settled.lots.get(lotId)?.leftFen ?? ZERO_FEN;
  if (amountFen > leftFen) return refuse("not-on-account", { left: formatYuan(leftFen) });
  const way = ways?.find((one) => one.method === method);
  if (ways !== null && way === undefined) return refuse("other-way");
  if (way !== undefined && amountFen > way.amountFen) {
    return refuse("more-than-came", { left: formatYuan(way.amountFen) });
  }
  const facts = { lotId, method, amountFen, used };
  return ok({ refundId, lines: lines(facts), detail: { kind: "refund" } });
}

function lines({ lotId, method, amountFen, used }: RefundFacts): Line[] {
  return [
    { account: "money", amountFen: negateFen(amountFen), method },
    ...lotLines(lotId, amountFen),
    ...moveLines(used),
  ];
}

/** A refund's own lines: the money, and the lot that it is taken from. */
export function refundLines(all: readonly Line[]): readonly Line[] {
  return all.slice(0, 2);
}

/** What went out by an entry of this kind, or came back by its reversal; null: it is none. */
export function refundedBy(all: readonly Line[]): Refunded | null {
  const [money, lot] = refundLines(all);
  if (money?.account !== "money" || lot?.account !== "prepaid") return null;
  const { method } = money;
  const { lotId, amountFen } = lot;
  const paired = sumFen([money, lot]) === 0;
  return paired && method && lotId ? { lotId, method, amountFen } : null;
}

/** What may still go back by each way; one by which all went back stays, with nothing. */
export function waysLeft(brought: readonly Tender[], refunded: readonly Tender[]): Tender[] {
  return [...new Set(brought.map(({ method }) => method))].map((method) => {
    const of = (all: readonly Tender[]) => sumFen(all.filter((one) => one.method === method));
    return { method, amountFen: addFen(of(brought), negateFen(of(refunded))) };
  });
}

/** Keeps in mind what went out of which lot, and how; what comes to nothing goes. */
export function addRefunded({ refunded }: Position, all: readonly Line[]): void {
  const one = refundedBy(all);
  if (one === null) return;
  const ways = new Map(refunded.get(one.lotId));
  const sum = addFen(ways.get(one.method) ?? ZERO_FEN, one.amountFen);
  if (sum === 0) ways.delete(one.method);
  else ways.set(one.method, sum);
  if (ways.size === 0) refunded.delete(one.lotId);
  else refunded.set(one.lotId, ways);
}

/** One lot gives what goes out, by a way in which it came, and no more than came by it. */
function check(after: Position, { lines: all, refundId }: EntryOf<RefundDetail>): boolean {
  const one = refundedBy(all);
  if (one === null || refundId === undefined) return false;
  const { lotId, method, amountFen } = one;
  const origin = after.lots.get(lotId);
  return (
    amountFen > 0 &&
    origin !== undefined &&
    cameBy(origin, method, after.refunded.get(lotId)?.get(method) ?? ZERO_FEN) &&
    sameLines(unlinked(all), unlinked(refundLines(all))) &&
    onlyMoved(all, { lotId, broughtFen: negateFen(amountFen) })
  );
}

/** Whether as much came by that way. What came in one way is its own limit, as a lot is. */
function cameBy(origin: LotOrigin, method: PaymentMethod, outFen: Fen): boolean {
  const { tenders } = origin;
  if (tenders !== undefined) {
    return outFen <= sumFen(tenders.filter((one) => one.method === method));
  }
  const ways = methodsOf(origin);
  return ways.length === 0 || ways.includes(method);
}

export const refund = entryKind({
  decide,
  lines,
  fold(position, { lines: all }: EntryOf<RefundDetail>) {
    applyLines(position, all, { sum: null });
    addRefunded(position, all);
  },
  check,
  explain({ lines: all }, format) {
    const one = refundedBy(all);
    if (one === null) return "";
    const method = format(`ledger.method.${one.method}`);
    return format("entry.refunded", { method, receipt: one.lotId });
  },
  // By a command of its own, which notes it on the refund.
  reversible: false,
});
