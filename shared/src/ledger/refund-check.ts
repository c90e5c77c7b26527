import { accountStream, type Entry } from "./entry.ts";
import { refundedBy, waysLeft } from "./kinds/refund.ts";
import { movesCash, type Tender } from "./lines.ts";
import type { Refund } from "./refund.ts";

/** In what a refund and its entries differ. */
export type RefundFlaw =
  | "state" // it has a number and was not paid out, or came back without saying so
  | "entry" // the entry that it names is not there, or of another account, lot, way or sum
  | "books" // it is of another day, office or drawer than its entry
  | "return" // the entry by which it came back is not there, or undoes another
  | "sum"; // by some way more went back than the payment brought

interface Beside {
  /** By which it was paid out, and by which it came back. */
  readonly out: Entry | undefined;
  readonly back: Entry | undefined;
  /** What its payment brought, by way; null: it was taken over. */
  readonly brought: readonly Tender[] | null;
  /** What of that payment went back and stays so, by way. */
  readonly refunded: readonly Tender[];
}

/** Holds a refund that has a number against its entries and its payment. Null: as they say. */
export function flawOfRefund(refund: Refund, beside: Beside): RefundFlaw | null {
  const { state, paid, returned } = refund;
  const { out, back, brought, refunded } = beside;
  if (paid === undefined || state !== (returned === undefined ? "paid" : "returned")) {
    return "state";
  }
  if (out === undefined || !isOf(refund, out)) return "entry";
  if (!isInBooksOf(paid, out)) return "books";
  if (back?.id !== returned?.entryId) return "return";
  if (back !== undefined && back.reverses !== out.id) return "return";
  const left = brought === null ? [] : waysLeft(brought, refunded);
  const known = brought === null || refunded.every(({ method }) => came(brought, method));
  return known && left.every(({ amountFen }) => amountFen >= 0) ? null : "sum";
}

function came(brought: readonly Tender[], method: Tender["method"]): boolean {
  return brought.some((one) => one.method === method);
}

function isOf({ id, accountId, lotId, method, amountFen }: Refund, out: Entry): boolean {
  const went = refundedBy(out.lines);
  return (
    out.detail.kind === "refund" &&
    out.refundId === id &&
    out.streamId === accountStream(accountId) &&
    went?.lotId === lotId &&
    went.method === method &&
    went.amountFen === amountFen
  );
}

function isInBooksOf(
  { bookedOn, office, shiftId }: NonNullable<Refund["paid"]>,
  out: Entry,
): boolean {
  return (
    out.bookedOn === bookedOn &&
    out.office === office &&
    out.shiftId === (movesCash(out.lines) ? shiftId : undefined)
  );
}
