import { array, assert, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { areaMilli } from "../../kernel/area.ts";
import { fen } from "../../kernel/money.ts";
import { formatMessage } from "../../messages/index.ts";
import { onAccountFen, owedFen } from "../account.ts";
import { debt, type FormatIn } from "../debt.ts";
import { explainEntry, isAsDecided } from "../entry.ts";
import {
  accruedBy,
  balances,
  Book,
  space,
  tryCollect,
  tryRelieve,
  tryReverse,
  tryWriteOff,
} from "../testing.ts";

const [OLDER, LAST, NOW] = ["2023-2024", "2024-2025", "2025-2026"];
/** 10.10 × 25.85 = 261.09 */
const SMALL = [space({ billingAreaMilli: areaMilli(10_100) })];

/** Charged 261.09 for two past seasons, 2,674.70 for this one. */
function charged(paidFen = 0): Book {
  const book = new Book();
  for (const season of [OLDER, LAST]) book.charge(season, SMALL);
  book.charge(NOW);
  if (paidFen > 0) book.pay(paidFen);
  return book;
}

describe("a write-off", () => {
  test("takes what is open from receivable to bad debt, and is no payment", () => {
    const book = charged(10_000);
    const entry = book.writeOff(OLDER);
    expect(entry.lines).toEqual([
      { account: "bad-debt", amountFen: 16_109, season: OLDER, fee: "heat" },
      { account: "receivable", amountFen: -16_109, season: OLDER, fee: "heat", itemId: "e1/1" },
    ]);
    expect(book.account.sums[0]).toEqual({
      season: OLDER,
      fee: "heat",
      chargedFen: 26_109,
      paidFen: 10_000,
      writtenOffFen: 16_109,
    });
    expect(owedFen(book.account)).toBe(26_109 + 267_470);
    expect(isAsDecided(book.whole, entry, null)).toBe(true);
    expect(
      explainEntry(entry, (key, values) => (formatMessage as FormatIn)("zh", key, values)),
    ).toBe("诉讼时效届满：2023-2024 热费 ¥161.09");
  });

  test("of several seasons takes the late fee of each as well", () => {
    const book = charged();
    book.late("2025-12-01");
    book.writeOff(OLDER, LAST);
    const left = new Set(book.account.items.map(({ season }) => season));
    expect([...left]).toEqual([NOW]);
    const fees = book.account.sums.filter((sum) => sum.fee === "late-fee" && sum.writtenOffFen);
    expect(fees.map(({ season }) => season)).toEqual([OLDER, LAST]);
    expect(fees.every((sum) => sum.chargedFen === sum.writtenOffFen)).toBe(true);
  });

  test("is told: it is not owed, and it is not forgotten", () => {
    const book = charged();
    book.writeOff(OLDER, LAST);
    const told = debt(book.account, new Map(), book.now, formatMessage as FormatIn);
    expect(told.owedFen).toBe(267_470);
    expect(told.sentence.zh).toContain("另有 ¥522.18 已作坏账核销，不计入欠费。");
    expect(told.sentence.en).toContain("¥522.18 was written off as bad debt");
  });

  test("ends the late fee, also that of the days before which is not charged yet", () => {
    const book = charged();
    expect(accruedBy(book).map(({ season }) => season)).toContain(OLDER);
    const entry = book.writeOff(OLDER);
    expect(accruedBy(book).map(({ season }) => season)).not.toContain(OLDER);
    book.reverse(entry);
    expect(accruedBy(book).map(({ season }) => season)).toContain(OLDER);
  });

  test("reversed, all is owed as before", () => {
    const book = charged(10_000);
    const before = book.account;
    book.reverse(book.writeOff(OLDER, LAST));
    const { items, lots, sums } = book.account;
    expect({ items, lots, sums }).toEqual({
      items: before.items,
      lots: before.lots,
      sums: before.sums,
    });
  });

  test("reversed while something is on account, that pays it at once", () => {
    const book = charged(0);
    const entry = book.writeOff(OLDER, LAST);
    book.pay(267_470 + 20_000);
    expect(onAccountFen(book.account)).toBe(20_000);
    book.reverse(entry);
    expect([owedFen(book.account), onAccountFen(book.account)]).toEqual([2 * 26_109 - 20_000, 0]);
  });

  test("stands before the charge, which is not reversed until it is; a payment may be", () => {
    const book = charged(10_000);
    const entry = book.writeOff(OLDER);
    const [charge, , , payment] = book.entries;
    expect(tryReverse(book, charge!)).toMatchObject({ code: "write-off-stands" });
    book.reverse(payment!);
    expect(book.account.items[0]).toMatchObject({ openFen: 10_000, writtenOffFen: 16_109 });
    const told = debt(book.account, new Map(), book.now, formatMessage as FormatIn);
    expect(told.sentence.zh).toContain("已核销坏账 ¥161.09，未缴费，尚欠 ¥100.00");
    book.reverse(entry);
    book.reverse(charge!);
    expect(book.account.sums.map(({ season }) => season)).toEqual([LAST, NOW]);
  });

  test("leaves nothing to be relieved of what it took", () => {
    const book = charged(10_000);
    book.writeOff(OLDER);
    expect(tryRelieve(book, OLDER)).toMatchObject({ code: "nothing-charged" });
  });
});

describe("written-off debt that is paid after all", () => {
  test("is put back by what is paid, and no more, in the payment's own entry", () => {
    const book = charged();
    book.writeOff(OLDER, LAST);
    const entry = book.collect(30_000);
    expect(entry.lines).toEqual([
      { account: "money", amountFen: 30_000, method: "cash" },
      { account: "bad-debt", amountFen: -26_109, season: OLDER, fee: "heat" },
      { account: "receivable", amountFen: 26_109, season: OLDER, fee: "heat", itemId: "e1/1" },
      { account: "bad-debt", amountFen: -3_891, season: LAST, fee: "heat" },
      { account: "receivable", amountFen: 3_891, season: LAST, fee: "heat", itemId: "e2/1" },
      expect.objectContaining({ amountFen: -26_109, itemId: "e1/1", lotId: "R-5" }),
      expect.objectContaining({ amountFen: -3_891, itemId: "e2/1", lotId: "R-5" }),
    ]);
    expect(owedFen(book.account)).toBe(267_470);
    const sums = book.account.sums.map(({ paidFen, writtenOffFen = 0 }) => [
      paidFen,
      writtenOffFen,
    ]);
    expect(sums).toEqual([
      [26_109, 0],
      [3_891, 22_218],
      [0, 0],
    ]);
    expect(isAsDecided(book.whole, entry, null)).toBe(true);
    expect(
      explainEntry(entry, (key, values) => (formatMessage as FormatIn)("zh", key, values)),
    ).toContain("其中收回已核销坏账 ¥300.00");
  });

  test("what is paid beyond it pays what is owed, and the rest stays on account", () => {
    const book = charged();
    book.writeOff(OLDER, LAST);
    book.collect(2 * 26_109 + 267_470 + 5);
    expect([owedFen(book.account), onAccountFen(book.account)]).toEqual([0, 5]);
    expect(tryCollect(book, 1)).toMatchObject({ code: "nothing-written-off" });
  });

  test("of one season alone, and of none in which nothing was written off", () => {
    const book = charged();
    book.writeOff(OLDER, LAST);
    expect(tryCollect(book, 1, NOW)).toMatchObject({ code: "nothing-written-off" });
    expect(tryCollect(book, 0)).toMatchObject({ code: "bad-amount" });
    book.collect(26_109, LAST);
    expect(book.account.sums[1]).not.toHaveProperty("writtenOffFen");
    expect(book.account.sums[0]).toMatchObject({ writtenOffFen: 26_109 });
  });

  test("undone it is written off as before; the write-off and the charge wait for that", () => {
    const book = charged(10_000);
    const writeOff = book.writeOff(OLDER);
    const { items, lots, sums } = book.account;
    const collected = book.collect(16_109);
    expect(tryReverse(book, writeOff)).toMatchObject({ code: "write-off-paid" });
    expect(tryReverse(book, book.entries[0]!)).toMatchObject({ code: "write-off-stands" });
    expect(tryRelieve(book, OLDER)).toMatchObject({ code: "nothing-charged" });
    book.void(collected);
    expect(book.account).toMatchObject({ items, lots, sums });
    book.reverse(writeOff);
    expect(owedFen(book.account)).toBe(16_109 + 26_109 + 267_470);
  });

  test("where a payment on it was reversed, what is open is paid as open", () => {
    const book = charged(10_000);
    const payment = book.entries.at(-1)!;
    book.writeOff(OLDER);
    book.reverse(payment);
    const entry = book.collect(12_000, OLDER);
    expect(entry.lines.filter(({ account }) => account === "bad-debt")).toMatchObject([
      { amountFen: -2_000 },
    ]);
    expect(book.account.sums[0]).toMatchObject({ paidFen: 12_000, writtenOffFen: 14_109 });
  });

  test("in parts it comes to what it does at once", () => {
    assert(
      property(array(integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 8 }), (parts) => {
        const [once, split] = [charged(), charged()];
        for (const book of [once, split]) book.writeOff(OLDER, LAST);
        once.collect(parts.reduce((sum, part) => sum + part, 0));
        for (const part of parts) {
          if (split.account.sums.some((sum) => sum.writtenOffFen)) split.collect(part);
          else split.pay(part);
        }
        expect(balances(split.account)).toEqual(balances(once.account));
      }),
    );
  });

  test("what puts back more than it pays is no payment", () => {
    const book = charged();
    book.writeOff(OLDER);
    const entry = book.collect(1_000);
    const lines = entry.lines.map((line) => {
      if (line.lotId !== undefined || line.account === "money") return line;
      return { ...line, amountFen: fen(2 * line.amountFen) };
    });
    expect(isAsDecided(book.whole, { ...entry, lines }, null)).toBe(false);
  });
});

test("of a season in which nothing is open it is refused", () => {
  const book = charged(26_109);
  expect(tryWriteOff(book, [LAST, OLDER])).toMatchObject({
    code: "season-not-owed",
    detail: { season: OLDER },
  });
  expect(tryWriteOff(book, ["2019-2020"])).toMatchObject({ code: "season-not-owed" });
});

test.each([
  ["another ground", { detail: { kind: "writeOff", ground: "tired" } }],
  ["a part of an item", { part: 1 }],
  ["an item that nobody has", { itemId: "e9/1" }],
] as const)("with %s it is none", (_, over) => {
  const book = charged();
  const entry = book.writeOff(OLDER);
  const [borne, receivable] = entry.lines;
  const less = "part" in over ? over.part : 0;
  const lines = [
    { ...borne!, amountFen: fen(borne!.amountFen - less) },
    {
      ...receivable!,
      amountFen: fen(receivable!.amountFen + less),
      ...("itemId" in over ? { itemId: over.itemId } : {}),
    },
  ];
  const detail = "detail" in over ? over.detail : entry.detail;
  const tampered = { ...entry, lines, detail } as typeof entry;
  const whole = book.whole;
  if (less > 0) whole.items.set("e1/1", { ...whole.items.get("e1/1")!, openFen: fen(less) });
  expect(isAsDecided(whole, entry, null)).toBe(less === 0);
  expect(isAsDecided(whole, tampered, null)).toBe(false);
});

test("whatever is paid before and after, charged is paid, written off and open", () => {
  assert(
    property(integer({ min: 1, max: 60_000 }), integer({ min: 1, max: 400_000 }), (first, then) => {
      const book = charged(first);
      const decided = tryWriteOff(book, [LAST]);
      if (!decided.ok) return;
      const writeOff = book.post(decided);
      book.pay(then);
      const sum = book.account.sums.find(({ season }) => season === LAST)!;
      const paid = Math.max(0, first - 26_109);
      expect([sum.paidFen, sum.writtenOffFen]).toEqual([paid, 26_109 - paid]);
      const others = 26_109 + 267_470;
      const rest = first - paid + then - others;
      expect(owedFen(book.account) - onAccountFen(book.account)).toBe(-rest);
      book.reverse(writeOff);
      expect(owedFen(book.account) - onAccountFen(book.account)).toBe(26_109 - paid - rest);
    }),
  );
});
