import { describe, expect, test } from "vitest";
import { areaMilli } from "../../kernel/area.ts";
import { fen } from "../../kernel/money.ts";
import { price10k } from "../../kernel/price.ts";
import { onAccountFen, owedFen } from "../account.ts";
import { explainEntry, isAsDecided } from "../entry.ts";
import { formatMessage } from "../../messages/index.ts";
import { debt, type FormatIn } from "../debt.ts";
import { Book, space, tryRelieve, tryReverse } from "../testing.ts";
import { relief } from "./relief.ts";

const [LAST, NOW] = ["2024-2025", "2025-2026"];

/** Charged 2,674.70 for this season. */
function charged(paidFen = 0): Book {
  const book = new Book();
  book.charge(NOW);
  if (paidFen > 0) book.pay(paidFen);
  return book;
}

const by = (amountFen: number) => ({ by: { amountFen: fen(amountFen) } });

describe("a relief", () => {
  test("takes off what is open, and is told beside what was paid", () => {
    const book = charged(100_000);
    const entry = book.relieve(NOW, 50_000);
    expect(entry.lines).toEqual([
      { account: "relief", amountFen: 50_000, season: NOW, fee: "heat" },
      { account: "receivable", amountFen: -50_000, season: NOW, fee: "heat", itemId: "e1/1" },
    ]);
    const { items, sums } = book.account;
    expect(items).toMatchObject([{ openFen: 117_470, relievedFen: 50_000 }]);
    expect(sums).toMatchObject([{ chargedFen: 267_470, relievedFen: 50_000, paidFen: 100_000 }]);
    expect(isAsDecided(book.whole, entry, null)).toBe(true);
    const told = debt(book.account, new Map(), book.now, formatMessage as FormatIn);
    expect(told.sentence.zh).toContain("已减免 ¥500.00，已缴 ¥1,000.00，尚欠 ¥1,174.70");
  });

  test("of what is paid gives the money back, which pays what is open elsewhere", () => {
    const book = charged(267_470);
    book.charge(LAST, [space({ billingAreaMilli: areaMilli(10_100) })]);
    expect([owedFen(book.account), onAccountFen(book.account)]).toEqual([26_109, 0]);
    book.relieve(NOW, 30_000);
    expect([owedFen(book.account), onAccountFen(book.account)]).toEqual([0, 3_891]);
    expect(book.account.lots).toMatchObject([{ lotId: "R-2", leftFen: 3_891 }]);
  });

  test("borne by another is receivable from them, by area it does its sum again", () => {
    const book = charged();
    const area = { areaMilli: areaMilli(90_000), price10k: price10k(20_000) };
    const entry = book.post(tryRelieve(book, NOW, { borneBy: "county", by: area }));
    expect(entry.lines[0]).toEqual({
      account: "subsidy",
      amountFen: 18_000,
      season: NOW,
      fee: "heat",
      partyId: "county",
    });
    expect(isAsDecided(book.whole, entry, null)).toBe(true);
    const detail = { ...entry.detail, area: { ...area, price10k: price10k(20_001) } };
    expect(isAsDecided(book.whole, { ...entry, detail } as typeof entry, null)).toBe(false);
  });

  test("for days says which and why, and does its sum again", () => {
    const book = charged(267_470);
    const share10k = price10k(500_000);
    const days = {
      seasonDays: 151,
      spans: [{ from: "2026-01-05", to: "2026-01-10", share10k }],
      spaces: [{ label: "住宅", fullFen: fen(267_470), dayShares10k: 3_000_000 }],
      cause: { roomTemperatureDeci: 165 },
    } as const;
    const entry = book.post(tryRelieve(book, NOW, { label: "室温不达标", by: days }));
    expect(entry.lines[0]).toMatchObject({ account: "relief", amountFen: 5_314 });
    expect(onAccountFen(book.account)).toBe(5_314);
    expect(isAsDecided(book.whole, entry, null)).toBe(true);
    expect(
      explainEntry(entry, (key, values) => (formatMessage as FormatIn)("zh", key, values)),
    ).toBe(
      "2025-2026 室温不达标（实测 16.5 °C）2026-01-05 至 2026-01-10 每天退 50.00%：" +
        "应收 ¥2,674.70 × 天数 ÷ 采暖期 151 天 = ¥53.14",
    );
    const tampered = (over: object) =>
      isAsDecided(
        book.whole,
        { ...entry, detail: { ...entry.detail, days: { ...days, ...over } } } as typeof entry,
        null,
      );
    expect(tampered({ seasonDays: 150 })).toBe(false);
    expect(tampered({ spans: [{ ...days.spans[0], to: "2026-01-09" }] })).toBe(false);
    expect(tampered({ spaces: [{ ...days.spaces[0], dayShares10k: 3_010_000 }] })).toBe(false);
  });

  test("over several fees takes heat first", () => {
    const book = charged();
    const entry = book.relieve(NOW, 267_470);
    expect(book.account.items).toEqual([]);
    expect(relief.reversible).toBe(true);
    book.reverse(entry);
    expect(book.account.items).toMatchObject([{ openFen: 267_470 }]);
    expect(book.account.items[0]).not.toHaveProperty("relievedFen");
    expect(book.account.sums[0]).not.toHaveProperty("relievedFen");
  });

  test("stands before the charge: first the relief is reversed, then the charge", () => {
    const book = charged();
    const entry = book.relieve(NOW, 1_000);
    expect(tryReverse(book, book.entries[0]!)).toMatchObject({ code: "relief-stands" });
    book.reverse(entry);
    book.reverse(book.entries[0]!);
    expect(book.account.sums).toEqual([]);
  });

  test("stands in the way of no payment's reversal, and the item opens again less it", () => {
    const book = charged(267_470);
    book.relieve(NOW, 10_000);
    book.reverse(book.entries[1]!);
    expect(book.account.items).toMatchObject([{ openFen: 257_470, relievedFen: 10_000 }]);
    expect(onAccountFen(book.account)).toBe(0);
  });
});

describe("is refused", () => {
  test.each([
    ["nothing-charged", LAST, by(1)],
    ["bad-amount", NOW, by(0)],
    ["bad-amount", NOW, by(1.5)],
    ["more-than-charged", NOW, by(267_471)],
  ] as const)("%s", (code, season, over) => {
    expect(tryRelieve(charged(), season, over)).toMatchObject({ ok: false, code });
  });

  test("more than is left of what was relieved before, and once nothing is left", () => {
    const book = charged();
    book.relieve(NOW, 200_000);
    expect(tryRelieve(book, NOW, by(67_471))).toMatchObject({ code: "more-than-charged" });
    book.relieve(NOW, 67_470);
    expect(tryRelieve(book, NOW, by(1))).toMatchObject({ code: "nothing-charged" });
  });

  test("of another's item, or with another bearer beside, it is no relief", () => {
    const book = charged();
    const entry = book.relieve(NOW, 1_000);
    const [borne, receivable] = entry.lines;
    const twice = [borne!, receivable!, { ...borne!, account: "subsidy" as const }, receivable!];
    const none = [borne!, { ...receivable!, itemId: "" }];
    for (const lines of [twice, none]) {
      expect(relief.check(book.whole, { ...entry, lines } as never, null)).toBe(false);
    }
  });
});
