import { addFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import { accountStream, type Entry } from "./entry.ts";
import { movesCash, sumFen, tendersOf, type PaymentMethod, type Tender } from "./lines.ts";
import { CITY_OFFICE } from "./office.ts";
import type { Payment } from "./payment.ts";

/** In what a payment and its entries differ. */
export type PaymentFlaw =
  | "parts" // one has no entry of that account and amount
  | "tenders" // what came by a method is not what the lines of money say
  | "books"; // it is of another day, value date, office or drawer than its entries

/**
 * Holds a payment against the entries that it names, in the order of its parts; one that is not
 * there is left out. Answers the first flaw in the order above; null: it is what they say.
 */
export function flawOfPayment(payment: Payment, entries: readonly Entry[]): PaymentFlaw | null {
  const { parts, tenders } = payment;
  const entryOf = new Map(entries.map((one) => [one.id, one]));
  const whole = parts.every(({ accountId, entryId, amountFen }) => {
    const entry = entryOf.get(entryId);
    return (
      entry?.paymentId === payment.id &&
      entry.detail.kind === "payment" &&
      entry.streamId === accountStream(accountId) &&
      sumFen(tendersOf(entry)) === amountFen
    );
  });
  if (!whole || entryOf.size < parts.length) return "parts";
  if (!sameByMethod(tenders, entries.flatMap(tendersOf))) return "tenders";
  return entries.every((entry) => isInBooksOf(payment, entry)) ? null : "books";
}

function sameByMethod(left: readonly Tender[], right: readonly Tender[]): boolean {
  const [of, other] = [byMethod(left), byMethod(right)];
  return of.size === other.size && [...of].every(([method, sum]) => other.get(method) === sum);
}

function byMethod(tenders: readonly Tender[]): ReadonlyMap<PaymentMethod, Fen> {
  const sums = new Map<PaymentMethod, Fen>();
  for (const { method, amountFen } of tenders) {
    sums.set(method, addFen(sums.get(method) ?? ZERO_FEN, amountFen));
  }
  return sums;
}

/** Entries from before books were kept name neither office nor drawer. */
function isInBooksOf(payment: Payment, entry: Entry): boolean {
  const { bookedOn, effectiveOn = bookedOn, officeId = CITY_OFFICE, shiftId } = payment;
  return (
    entry.bookedOn === bookedOn &&
    (entry.effectiveOn ?? bookedOn) === effectiveOn &&
    (entry.office ?? officeId) === officeId &&
    entry.shiftId === (movesCash(entry.lines) ? shiftId : undefined)
  );
}
