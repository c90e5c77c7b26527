import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fen } from "../../kernel/money.ts";
import { formatMessage } from "../../messages/index.ts";
import { onAccountFen, owedFen } from "../account.ts";
import { debt, type FormatIn } from "../debt.ts";
import { explainEntry, isAsDecided } from "../entry.ts";
import { stepsOfItems } from "../item-steps.ts";
import { mismatchesOf } from "../mismatches.ts";
import { balances, Book, tryCharge, tryRelieve, tryReverse, tryWriteOff } from "../testing.ts";
import { settle, trySettle } from "../settlement-testing.ts";

const [LAST, NOW] = ["2024-2025", "2025-2026"];

/** 103.47 m² in two parts: charged 2,674.70 by area in advance. */
function charged(paidFen = 0): Book {
  const book = new Book();
  book.charge(NOW);
  if (paidFen > 0) book.pay(paidFen);
  return book;
}

const standing = ({ account }: Book) => [owedFen(account), onAccountFen(account)];
const parts = ({ account }: Book) =>
  account.sums.map(({ fee, chargedFen, paidFen }) => [fee, chargedFen, paidFen]);

// charging.md, "two-part, pilot form".
describe("a settlement by the meter", () => {
  test("paid in advance: 8,200 kWh leave a credit of 642.29 on account", () => {
    const book = charged(267_470);
    const entry = settle(book, NOW, 8_200);
    expect(standing(book)).toEqual([0, 64_229]);
    expect(parts(book)).toEqual([
      ["heat", 0, 0],
      ["basic", 80_241, 80_241],
      ["metered", 123_000, 123_000],
    ]);
    expect(isAsDecided(book.whole, entry, null)).toBe(true);
    expect(
      explainEntry(entry, (key, values) => (formatMessage as FormatIn)("zh", key, values)),
    ).toBe(
      "2025-2026 基本热费 ¥802.41 + 计量热费 ¥1,230.00 = ¥2,032.41，预收面积热费 ¥2,674.70，转预存 ¥642.29",
    );
  });

  test("15,000 kWh: at the cap, nothing more is charged and nothing is on account", () => {
    const book = charged(267_470);
    settle(book, NOW, 15_000);
    expect(standing(book)).toEqual([0, 0]);
    expect(parts(book).slice(1)).toEqual([
      ["basic", 80_241, 80_241],
      ["metered", 187_229, 187_229],
    ]);
  });

  test.each([
    ["without a cap more is owed", 267_470, { capped: false }, 15_000, [37_771, 0]],
    ["not paid, the two parts are owed", 0, {}, 8_200, [203_241, 0]],
    ["paid in part, the rest of them is", 100_000, {}, 8_200, [103_241, 0]],
    ["paid in part beyond them, the rest is free", 250_000, {}, 8_200, [0, 46_759]],
    ["nothing taken: the basic part alone", 267_470, {}, 0, [0, 187_229]],
  ] as const)("%s", (_, paidFen, rule, kwh, said) => {
    const book = charged(paidFen);
    settle(book, NOW, kwh, rule);
    expect(standing(book)).toEqual(said);
  });

  test("by meter alone and nothing taken, nothing is owed, and it is settled nevertheless", () => {
    const book = charged(267_470);
    const entry = settle(book, NOW, 0, {}, "meter");
    expect(standing(book)).toEqual([0, 267_470]);
    expect(isAsDecided(book.whole, entry, null)).toBe(true);
    expect(trySettle(book, NOW, 0)).toMatchObject({ code: "already-settled" });
    expect(tryCharge(book, NOW)).toMatchObject({ code: "already-charged" });
  });

  test("what is open of older seasons is paid by what is left, not by what pays its parts", () => {
    const book = new Book();
    book.charge(LAST);
    book.charge(NOW);
    book.pay(267_470, NOW);
    settle(book, NOW, 8_200);
    expect(standing(book)).toEqual([267_470 - 64_229, 0]);
    expect(parts(book)).toEqual([
      ["heat", 267_470, 64_229],
      ["heat", 0, 0],
      ["basic", 80_241, 80_241],
      ["metered", 123_000, 123_000],
    ]);
  });

  test("what is owed says its readings, its price, its rule and its cap", () => {
    const book = charged();
    settle(book, NOW, 15_000);
    const told = debt(
      book.account,
      stepsOfItems(book.entries),
      book.now,
      formatMessage as FormatIn,
    );
    expect(told.items.map(({ fee, steps }) => [fee, steps.map(({ rule }) => rule)])).toEqual([
      ["basic", ["basic-share@1"]],
      ["metered", ["metered@1", "metered-cap@1"]],
    ]);
    expect(told.sums.map(({ fee }) => fee)).toEqual(["basic", "metered"]);
    expect(told.sentence.zh).toContain(
      "热表 7000001：2025-10-20 读数 1000 至 2026-04-02 读数 16000",
    );
    expect(told.sentence.zh).toContain("15000 kWh × 0.15 元/kWh = ¥2,250.00");
    expect(told.sentence.en).toContain("at most ¥1,872.29, ¥377.71 less");
    expect(mismatchesOf(book.account, [])).toEqual([]);
  });
});

describe("undone", () => {
  test("a settlement and its reversal are the identity, whatever was paid", () => {
    fc.assert(
      fc.property(
        fc.nat(300_000),
        fc.nat(30_000),
        fc.boolean(),
        fc.constantFrom("meter", "two-part" as const),
        (paidFen, kwh, capped, settlement) => {
          const book = charged(paidFen);
          const before = balances(book.account);
          const entry = settle(book, NOW, kwh, { capped }, settlement);
          const [owed = 0, free = 0] = standing(book);
          const settled = book.account.sums.reduce((sum, { chargedFen }) => sum + chargedFen, 0);
          expect(owed - free).toBe(settled - paidFen);
          expect(settled).toBeLessThanOrEqual(capped ? 267_470 : Infinity);
          const reversal = book.reverse(entry);
          expect(balances(book.account)).toEqual(before);
          expect(isAsDecided(book.whole, reversal, entry)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("it is settled anew, by what the meter really showed", () => {
    const book = charged(267_470);
    book.reverse(settle(book, NOW, 9_000));
    settle(book, NOW, 8_200);
    expect(standing(book)).toEqual([0, 64_229]);
  });

  test("first the settlement, then its charge", () => {
    const book = charged(267_470);
    const [charge] = book.entries;
    const entry = settle(book, NOW, 8_200);
    expect(tryReverse(book, charge!)).toMatchObject({ code: "settlement-stands" });
    book.reverse(entry);
    book.reverse(charge!);
    expect(standing(book)).toEqual([0, 267_470]);
  });

  test("what of its parts was relieved is reversed before", () => {
    const book = charged(267_470);
    const entry = settle(book, NOW, 8_200);
    const relief = book.relieve(NOW, 10_000);
    expect(tryReverse(book, entry)).toMatchObject({ code: "relief-stands" });
    book.reverse(relief);
    book.reverse(entry);
    expect(standing(book)).toEqual([0, 0]);
  });
});

describe("refused", () => {
  test("twice for a season", () => {
    const book = charged();
    settle(book, NOW, 8_200);
    expect(trySettle(book, NOW, 8_200)).toMatchObject({ code: "already-settled" });
  });

  test("while something of the advance is relieved or written off", () => {
    const relieved = charged();
    relieved.post(tryRelieve(relieved, NOW, { by: { amountFen: fen(1) } }));
    expect(trySettle(relieved, NOW, 8_200)).toMatchObject({ code: "relief-stands" });
    const gone = charged();
    gone.post(tryWriteOff(gone, [NOW]));
    expect(trySettle(gone, NOW, 8_200)).toMatchObject({ code: "write-off-stands" });
  });

  test("over the limit of what one pays", () => {
    const book = charged();
    const refused = trySettle(book, NOW, 9_999_999, { capped: false, price10k: 10_000_000 });
    expect(refused).toMatchObject({ code: "bad-amount" });
  });
});
