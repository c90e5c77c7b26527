import { describe, expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import type { Entry } from "../ledger/entry.ts";
import { Book } from "../ledger/testing.ts";
import type { TakingSources } from "./takings.ts";
import { OUTLIER, outliers, totalVoids, undoneBy, type VoidSums } from "./undone.ts";

const NOW = "2025-2026";

function told(book: Book, entry: Entry) {
  const sources: TakingSources = {
    entry: (id) => book.entries.find((one) => one.id === id),
    payment: () => ({ cashierId: "wang", channel: "counter" }),
    refund: () => undefined,
  };
  return undoneBy({ ...entry, office: "hall-xicheng" }, 7, sources);
}

describe("what is taken back", () => {
  test("is of who took it, by void or reversal, so many minutes after the receipt", () => {
    const book = new Book();
    const paid = book.pay(10_000);
    const gone = book.void(paid);
    const minutes = Math.floor((gone.at - paid.at) / 60_000);
    expect(told(book, gone)).toMatchObject({
      position: 7,
      office: "hall-xicheng",
      cashierId: "wang",
      kind: "void",
      paymentId: paid.paymentId,
      amountFen: 10_000,
      minutes,
    });
    const late = { ...gone, at: (paid.at + 61_999) as typeof gone.at };
    expect(told(book, late)?.minutes).toBe(1);
    const second = book.pay(20_000);
    expect(told(book, book.reverse(second))).toMatchObject({ kind: "reversal", amountFen: 20_000 });
  });

  test("is nothing where no payment's money goes", () => {
    const book = new Book();
    const paid = book.pay(300_000);
    const charge = book.charge(NOW);
    const reversed = book.reverse(charge);
    const refund = book.refund(paid.paymentId!, 5_000);
    for (const entry of [paid, charge, reversed, refund]) expect(told(book, entry)).toBeNull();
  });
});

describe("the rule of outliers", () => {
  const row = (
    cashierId: string,
    count: number,
    voidedFen: number,
    over: object = {},
  ): VoidSums => ({
    month: "2025-11",
    office: "hall-xicheng",
    cashierId,
    count,
    voidedFen: fen(voidedFen),
    takenFen: fen(1_000_000),
    middleMinutes: null,
    latestMinutes: null,
    ...over,
  });
  const { atLeast, times } = OUTLIER;
  /** In the middle of three: 1 % of what was taken. */
  const peers = [row("li", 1, 0), row("wang", 5, 10_000)];

  test.each([
    ["more than so many times the middle", row("zhao", atLeast, 10_000 * times + 100), true],
    ["just so many times", row("zhao", atLeast, 10_000 * times), false],
    ["too few receipts", row("zhao", atLeast - 1, 500_000), false],
    ["of another office: alone there", row("zhao", atLeast, 500_000, { office: "city" }), false],
    ["of another month: alone in it", row("zhao", atLeast, 500_000, { month: "2025-12" }), false],
    ["who took nothing in the month", row("zhao", atLeast, 1, { takenFen: fen(0) }), true],
  ])("%s", (_, one, is) => {
    expect(outliers([...peers, one]).has(one)).toBe(is);
  });

  test("nothing taken back is none, though nobody else took anything back", () => {
    const quiet = [row("li", 0, 0), row("wang", 0, 0), row("zhao", atLeast, 100)];
    expect([...outliers(quiet)].map(({ cashierId }) => cashierId)).toEqual(["zhao"]);
  });

  test("all rows together", () => {
    expect(totalVoids(peers)).toEqual({ count: 6, voidedFen: 10_000, takenFen: 2_000_000 });
  });
});
