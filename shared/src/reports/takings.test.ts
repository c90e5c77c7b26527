import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { KINDS, type Entry } from "../ledger/entry.ts";
import { Book, tryTenders } from "../ledger/testing.ts";
import { takingsOf, toldTakings, totalTakings, type TakingSources } from "./takings.ts";

const [LAST, NOW] = ["2024-2025", "2025-2026"];

function sources(book: Book): TakingSources {
  return {
    entry: (id) => book.entries.find((one) => one.id === id),
    payment: () => ({ cashierId: "wang", channel: "counter" }),
    refund: () => ({ cashierId: "li" }),
  };
}

const told = (book: Book, entry: Entry) =>
  takingsOf({ ...entry, office: "hall-xicheng" }, 7, sources(book)).map((one) => {
    const { position, office, channel } = one;
    expect([position, office, channel]).toEqual([7, "hall-xicheng", "counter"]);
    return [one.cashierId, one.method, one.use, one.season, one.amountFen];
  });

test("a payment in two ways is told by what each of them paid, in their order", () => {
  const book = new Book();
  book.charge(LAST);
  book.charge(NOW);
  book.late("2025-12-02");
  const tenders = [
    { method: "cash", amountFen: fen(300_000) },
    { method: "card", amountFen: fen(300_000) },
  ] as const;
  const entry = book.post(tryTenders(book, tenders));
  const rows = told(book, entry);
  expect(rows).toEqual([
    ["wang", "cash", "fees", LAST, 267_470],
    ["wang", "cash", "late-fee", "", 8_292],
    ["wang", "cash", "fees", NOW, 300_000 - 267_470 - 8_292],
    ["wang", "card", "fees", NOW, 2 * 267_470 + 8_292 - 300_000],
    ["wang", "card", "late-fee", "", 8_024],
    ["wang", "card", "prepaid", "", 600_000 - 2 * 267_470 - 8_292 - 8_024],
  ]);
  expect(rows.reduce((sum, row) => sum + Number(row[4]), 0)).toBe(600_000);
});

test("what is voided or reversed is of who took it, what went back of who paid it out", () => {
  const book = new Book();
  const first = book.pay(10_000);
  expect(told(book, book.void(first))).toEqual([["wang", "cash", "voided", "", 10_000]]);
  const second = book.pay(20_000);
  const refund = book.refund("R-3", 5_000);
  expect(told(book, refund)).toEqual([["li", "cash", "refunded", "", 5_000]]);
  const undone = { undone: book.undoable(refund), reason: "退票" };
  const returned = book.post(KINDS.reversal.decide(book.whole, undone));
  expect(told(book, returned)).toEqual([["li", "cash", "refunded", "", -5_000]]);
  expect(told(book, book.reverse(second))).toEqual([["wang", "cash", "voided", "", 20_000]]);
});

test("where no money moves nothing is taken, be it paid from account", () => {
  const book = new Book();
  book.pay(300_000);
  const charge = book.charge(NOW);
  expect(told(book, charge)).toEqual([]);
  expect(told(book, book.reverse(charge))).toEqual([]);
});

test("gross is what it was taken for, net what is left of it, of rows and of all", () => {
  const sums = {
    count: 2,
    currentFen: fen(100),
    pastFen: fen(20),
    prepaidFen: fen(3),
    lateFeeFen: fen(4),
    voidedFen: fen(50),
    refundedFen: fen(7),
  };
  expect(toldTakings(sums)).toMatchObject({ grossFen: 127, netFen: 70 });
  const total = toldTakings(totalTakings([sums, sums], 3));
  expect(total).toMatchObject({ count: 3, grossFen: 254, voidedFen: 100, netFen: 140 });
});
