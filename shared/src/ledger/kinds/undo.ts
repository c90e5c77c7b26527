import { refuse, type Refusal } from "../../kernel/result.ts";
import { negateFen, ZERO_FEN, type Fen } from "../../kernel/money.ts";
import { freePaysOpen, linkLines, lotLines, moveLines, type Link } from "../allocate.ts";
import { negated, sumFen, type Line } from "../lines.ts";
import { applyLines, copyOf, sumKey, type LineMeaning, type Position } from "../position.ts";
import { lateFeesOf } from "../late-items.ts";
import { brought, type Brought } from "./brought.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import type { EntryOf } from "./kind.ts";
import { addRefunded, refundedBy, refundLines } from "./refund.ts";
import { addReturned } from "./payment.ts";
import { writtenOffBy } from "./write-off.ts";

export type ReversibleKind =
  | "opening"
  | "charge"
  | "payment"
  | "tillDifference"
  | "refund"
  | "relief"
  | "lateFee"
  | "writeOff"
  | "settlement"
  | "serviceFee";

/** An entry to be undone, as it stands in its stream. */
export interface Undoable extends EntryOf<{ readonly kind: string }> {
  /** Whether its kind can be answered by a reversal. */
  readonly reversible: boolean;
  /** The entry that undid it already, if any. */
  readonly reversedBy: string | null;
}

export type UndoCode =
  | "not-reversible"
  | "already-reversed"
  | "reason-missing"
  | "balance-moved"
  | "money-refunded"
  | "relief-stands"
  | "write-off-stands"
  | "write-off-paid"
  | "settlement-stands"
  | "late-fee-stands";

/**
 * Refusals, in this order: `not-reversible` (a reversal, or what only moved money: post the fact
 * anew instead); `already-reversed`; `reason-missing`; `balance-moved` (of what it made or paid
 * something stayed with a former holder: that is taken back first); `money-refunded` (of the money
 * that it brought something went back: that refund is taken back first); `relief-stands` (of what
 * it charged something was relieved: that relief is reversed first); `write-off-stands` (the same
 * where it was written off, paid since or not); `write-off-paid` (something of what it wrote off
 * was paid since: that payment is reversed first); `settlement-stands` (the meters settled what it
 * charged: the same); `late-fee-stands` (what it charged was late, and a fee was charged for that:
 * that is reversed first). Null: may be undone.
 */
export function refuseUndo(
  position: Position,
  undone: Undoable,
  reason: string,
): Refusal<UndoCode> | null {
  if (!undone.reversible) return refuse("not-reversible");
  if (undone.reversedBy !== null) return refuse("already-reversed");
  if (reason.trim() === "") return refuse("reason-missing");
  if (isMoved(position, undone)) return refuse("balance-moved");
  const { itemIds, lotId } = ownOf(undone);
  if (position.refunded.has(lotId)) return refuse("money-refunded");
  const items = [...itemIds].flatMap((itemId) => position.items.get(itemId) ?? []);
  if (items.some(({ relievedFen }) => relievedFen)) return refuse("relief-stands");
  const writtenOff = items.some(({ itemId, writtenOffFen }) => {
    return writtenOffFen !== undefined || position.returned.has(itemId);
  });
  if (writtenOff) return refuse("write-off-stands");
  if (isPaidSince(position, undone)) return refuse("write-off-paid");
  const settled = items.some((item) => position.sums.get(sumKey(item))?.settledFen);
  if (settled) return refuse("settlement-stands");
  const late = [...itemIds].some((itemId) => lateFeesOf(position, itemId).length > 0);
  return late ? refuse("late-fee-stands") : null;
}

/** Of a write-off, whether less is written off of an item than it wrote off. */
function isPaidSince({ items }: Position, undone: EntryOf<unknown>): boolean {
  if (kindOf(undone) !== "writeOff") return false;
  return writtenOffBy(undone.lines).some(
    ({ itemId, amountFen }) => (items.get(itemId)?.writtenOffFen ?? ZERO_FEN) < amountFen,
  );
}

/**
 * Whether an item or lot of an entry, or an item that its money paid, is elsewhere, too; of a
 * refund the lot that gets its money back.
 */
export function isMoved({ away, links }: Position, undone: EntryOf<unknown>): boolean {
  const { lotId } = ownOf(undone);
  const itemIds = unlinked(undone.lines).flatMap(({ itemId }) => itemId ?? []);
  const paid = [...links].flatMap(([itemId, lots]) => (lots.has(lotId) ? [itemId] : []));
  return [...itemIds, outsideLot(undone), ...paid].some((id) => away.has(id));
}

/** What undoing an entry moves. */
export interface UndoFacts {
  /** Its own lines, as exact negatives. */
  readonly own: readonly Line[];
  /** The lot of its money, and what is left of it. */
  readonly lotId: string;
  readonly leftFen: Fen;
  /** What its money paid is open again, also where its lot was used later. */
  readonly opened: readonly Link[];
  /** What its items were paid goes back to the lots of the payments that paid them. */
  readonly returned: readonly Link[];
  /** What is free then pays what is open. */
  readonly used: readonly Link[];
  readonly brought: Brought;
}

/**
 * Undoes exactly an entry's own links, from the whole stream. What is owed and on account in all is
 * then as if it had never been, and no other payment's allocation is touched but those to its own
 * items. What is free then pays what is open, but for `settle: false`.
 */
export function undo(
  position: Position,
  undone: EntryOf<unknown>,
  { settle = true }: { readonly settle?: boolean } = {},
): UndoFacts {
  const { itemIds, lotId } = ownOf(undone);
  const links = linksOf(position);
  const facts = {
    own: negated(ownLines(undone)),
    lotId,
    leftFen: position.lots.get(lotId)?.leftFen ?? ZERO_FEN,
    opened: links.filter((one) => one.lotId === lotId).map(taken),
    returned: links.filter((one) => one.lotId !== lotId && itemIds.has(one.itemId)).map(taken),
  };
  const after = copyOf(position);
  applyLines(after, undoLines({ ...facts, used: [] }), { sum: null });
  const used = settle ? freePaysOpen(after) : [];
  applyLines(after, moveLines(used), { sum: null });
  return { ...facts, used, brought: brought(position, after) };
}

export function undoLines(facts: Omit<UndoFacts, "brought">): Line[] {
  const { own, lotId, leftFen, opened, returned, used } = facts;
  return [
    ...own,
    ...lotLines(lotId, leftFen),
    ...linkLines(opened),
    ...moveLines(returned),
    ...moveLines(used),
  ];
}

/** What an entry itself put into the books: its items, and the lot of its money. */
function ownOf(undone: EntryOf<unknown>) {
  const { id, paymentId, lines } = undone;
  // What a relief, a write-off or a settlement takes off, and a payment puts back, are a charge's.
  const items = unlinked(lines).flatMap(({ itemId = "" }) =>
    itemId.startsWith(`${id}/`) ? itemId : [],
  );
  return { itemIds: new Set(items), lotId: paymentId ?? id };
}

/** Of a refund the lot's line, too: that lot is a payment's. */
function ownLines(undone: EntryOf<unknown>): readonly Line[] {
  return isRefund(undone) ? refundLines(undone.lines) : unlinked(undone.lines);
}

/** The lot that money came into, or went out of, by an entry. */
function outsideLot(undone: EntryOf<unknown>): string {
  return (isRefund(undone) ? refundedBy(undone.lines)?.lotId : undefined) ?? ownOf(undone).lotId;
}

function isRefund(undone: EntryOf<unknown>): boolean {
  return kindOf(undone) === "refund";
}

function kindOf({ detail }: EntryOf<unknown>): string {
  return (detail as { readonly kind: string }).kind;
}

function linksOf({ links, items }: Position): Link[] {
  return [...links].flatMap(([itemId, lots]) => {
    const item = items.get(itemId);
    if (item === undefined) return [];
    const { season, fee } = item;
    return [...lots].map(([lotId, amountFen]) => ({ itemId, season, fee, lotId, amountFen }));
  });
}

function taken(link: Link): Link {
  return { ...link, amountFen: negateFen(link.amountFen) };
}

const SUMS: { readonly [K in ReversibleKind]?: LineMeaning["sum"] } = {
  charge: "chargedFen",
  relief: "relievedFen",
  lateFee: "chargedFen",
  writeOff: "writtenOffFen",
  // Of written-off debt what it put back.
  payment: "writtenOffFen",
  settlement: "chargedFen",
  serviceFee: "chargedFen",
};

/** Folds the undoing of an entry of kind `of`. */
export function foldUndo(
  position: Position,
  lines: readonly Line[],
  of: ReversibleKind,
  { items, lots }: Brought,
): void {
  const sum = SUMS[of] ?? null;
  const settles = of === "settlement" ? { settles: true as const } : {};
  applyLines(position, lines, { sum, ...settles, items, lots });
  if (of === "refund") addRefunded(position, lines);
  if (of === "payment") addReturned(position, lines);
  if (of !== "opening") return;
  // Nothing else is in them: a season taken over is never charged, and what paid it went back.
  for (const [key, { takenOver }] of position.sums) if (takenOver) position.sums.delete(key);
  position.openingId = undefined;
}

/** Whether `entry` undid exactly `undone`: its lines are negatives, nothing of it is left. */
export function checkUndo(
  after: Position,
  entry: EntryOf<{ readonly of: ReversibleKind }>,
  undone: EntryOf<unknown> | null,
): boolean {
  if (undone === null || entry.reverses !== undone.id || undone.seq >= entry.seq) return false;
  const { itemIds, lotId } = ownOf(undone);
  const outside = outsideLot(undone);
  const rest = linksOf(after).some((one) => one.lotId === lotId || itemIds.has(one.itemId));
  const open = [...itemIds].some((itemId) => (after.items.get(itemId)?.openFen ?? 0) !== 0);
  return (
    kindOf(undone) === entry.detail.of &&
    !rest &&
    !open &&
    (after.lots.get(lotId)?.leftFen ?? 0) === 0 &&
    sameLines(unlinked(entry.lines), negated(unlinked(undone.lines))) &&
    entry.refundId === undone.refundId &&
    onlyMoved(entry.lines, { lotId: outside, broughtFen: negateFen(broughtBy(undone, outside)) })
  );
}

function broughtBy({ lines }: EntryOf<unknown>, lotId: string): Fen {
  return negateFen(sumFen(lines.filter((line) => line.lotId === lotId)));
}
