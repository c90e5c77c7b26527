import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { KINDS, type Entry } from "../ledger/entry.ts";
import { Book } from "../ledger/testing.ts";
import { addDays } from "../kernel/time.ts";
import { averageDays, goneFen, paidOutBy, totalRefunds } from "./payouts.ts";
import type { TakingSources } from "./takings.ts";

function told(book: Book, entry: Entry, known = true) {
  const askedOn = addDays(entry.bookedOn, -4);
  const sources: TakingSources = {
    entry: (id) => book.entries.find((one) => one.id === id),
    payment: () => (known ? { cashierId: "wang", channel: "counter" } : undefined),
    refund: () => (known ? { cashierId: "li", reason: "搬走", askedOn } : undefined),
  };
  return paidOutBy({ ...entry, place: "b1/s1/h1" }, 7, sources);
}

test("what is paid out is of its payment, with its reason and the days it took", () => {
  const book = new Book();
  const paid = book.pay(20_000);
  const refund = book.refund(paid.paymentId!, 5_000);
  const one = {
    position: 7,
    place: { branch: "b1", station: "s1", building: "h1" },
    refundId: refund.refundId,
    lotId: paid.paymentId,
    method: "cash",
    amountFen: 5_000,
  };
  expect(told(book, refund)).toMatchObject({
    ...one,
    channel: "counter",
    reason: "搬走",
    kind: "paid",
    days: 4,
  });
  expect(told(book, refund, false)).toMatchObject({ channel: "-", reason: "-", days: 0 });
  const undone = { undone: book.undoable(refund), reason: "退票" };
  const returned = book.post(KINDS.reversal.decide(book.whole, undone));
  expect(told(book, returned)).toMatchObject({ ...one, kind: "returned", days: 0 });
});

test("payments, their voids and reliefs pay nothing out", () => {
  const book = new Book();
  const paid = book.pay(20_000);
  expect(told(book, paid)).toBeNull();
  expect(told(book, book.void(paid))).toBeNull();
});

test("all together, what did not come back, and the days in the middle of it", () => {
  const sums = {
    count: 2,
    paidFen: fen(700),
    days: 5,
    longestDays: 4,
    returned: 1,
    returnedFen: fen(200),
  };
  const total = totalRefunds([sums, { ...sums, days: 0, longestDays: 0 }]);
  expect(total).toEqual({
    count: 4,
    paidFen: 1_400,
    days: 5,
    longestDays: 4,
    returned: 2,
    returnedFen: 400,
  });
  expect(goneFen(sums)).toBe(500);
  const averages = [sums, total, { ...sums, count: 3 }].map(averageDays);
  expect(averages).toEqual(["2.5", "1.3", "1.7"]);
  expect(averageDays({ ...sums, count: 0 })).toBeNull();
});
