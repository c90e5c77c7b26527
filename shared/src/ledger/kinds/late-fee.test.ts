import { describe, expect, test } from "vitest";
import { fen } from "../../kernel/money.ts";
import { formatMessage } from "../../messages/index.ts";
import { owedFen } from "../account.ts";
import { debt, type FormatIn } from "../debt.ts";
import { explainEntry, isAsDecided, type Entry } from "../entry.ts";
import { stepsOfItems } from "../item-steps.ts";
import { accruedBy, Book, tryLateFee, tryRelieve, tryReverse } from "../testing.ts";
import { stayed } from "./balance-testing.ts";

const SEASON = "2025-2026";

/** Charged 2,674.70 on 1 November, which is when it is due. */
function charged(): Book {
  const book = new Book();
  book.charge(SEASON);
  return book;
}

function told(book: Book): string[] {
  const { sentence } = debt(
    book.account,
    stepsOfItems(book.entries),
    book.now,
    formatMessage as FormatIn,
  );
  return [sentence.zh, sentence.en];
}

function dated(entry: Entry, days: Partial<Pick<Entry, "bookedOn" | "effectiveOn">>): Entry {
  return { ...entry, ...days };
}

describe("a late fee", () => {
  test("is an item of its own, paid after the charge that it belongs to", () => {
    const book = charged();
    const entry = book.late("2025-12-02");
    expect(entry.lines).toEqual([
      { account: "receivable", amountFen: 8_292, season: SEASON, fee: "late-fee", itemId: "e2/1" },
      { account: "late-fee", amountFen: -8_292, season: SEASON, fee: "late-fee" },
    ]);
    expect(book.account.items).toMatchObject([
      { itemId: "e1/1", fee: "heat" },
      { itemId: "e2/1", fee: "late-fee", lateOf: "e1/1", openFen: 8_292 },
    ]);
    expect(isAsDecided(book.whole, entry, null)).toBe(true);
    book.pay(267_470);
    expect(book.account.items).toMatchObject([{ itemId: "e2/1", openFen: 8_292 }]);
  });

  test("says why, at every door", () => {
    const book = charged();
    book.late("2025-12-02");
    const [zh, en] = told(book);
    expect(zh).toContain("热费自 2025-11-02 起计：¥2,674.70 × 31 天，每日 1‰ = ¥82.92");
    expect(en).toContain("counted from 2025-11-02 on: ¥2,674.70 × 31 days, at 1‰ a day = ¥82.92");
    const format = formatMessage as FormatIn;
    const about = explainEntry(book.entries[1]!, (...message) => format("zh", ...message));
    expect(about).toBe("2025-2026 违约金 ¥82.92");
  });

  test("a second time charges the rest of the whole, which is rounded once", () => {
    const book = charged();
    book.late("2025-11-12");
    const rest = book.late("2025-12-02");
    const amounts = book.account.items.slice(1).map(({ amountFen }) => amountFen);
    expect(amounts).toEqual([2_942, 8_292 - 2_942]);
    expect(told(book)[0]).toContain("减去已计收 ¥29.42");
    expect(isAsDecided(book.whole, rest, null)).toBe(true);
    expect(tryLateFee(book, "2025-12-02")).toMatchObject({ code: "nothing-accrued" });
  });

  test("stops at its cap, and says so", () => {
    const book = charged();
    book.late("2027-12-31");
    expect(book.account.items[1]).toMatchObject({ amountFen: 80_241 });
    expect(told(book)[0]).toContain("按封顶 ¥802.41 计");
    expect(tryLateFee(book, "2037-12-31")).toMatchObject({ code: "nothing-accrued" });
  });

  test("knows days of grace", () => {
    const book = charged();
    expect(accruedBy(book, "2025-11-11", { graceDays: 10 })).toEqual([]);
    const [one] = accruedBy(book, "2025-11-12", { graceDays: 10 });
    expect(one?.step.periods).toEqual([{ from: "2025-11-12", days: 1, arrearsFen: 267_470 }]);
  });

  test("of what is charged after it was due, grace begins with the charge", () => {
    const book = new Book();
    book.charge("2024-2025");
    expect(accruedBy(book, "2025-11-11", { graceDays: 10 })).toEqual([]);
    expect(accruedBy(book, "2025-11-12", { graceDays: 10 })).toHaveLength(1);
  });

  test("is asked of no fee that the rule does not name, and never of a late fee", () => {
    const book = charged();
    expect(accruedBy(book, "2026-01-31", { fees: ["basic"] })).toEqual([]);
    book.late("2025-12-02");
    const late = accruedBy(book, "2026-01-31").map(({ lateOf }) => lateOf);
    expect(late).toEqual(["e1/1"]);
  });

  test("of what was taken over is not reckoned: nobody knows when it was due", () => {
    const book = new Book();
    const sums = { relievedFen: fen(0), paidFen: fen(0), writtenOffFen: fen(0) };
    book.open([{ season: SEASON, fee: "heat", chargedFen: fen(100_000), ...sums }]);
    expect(accruedBy(book, "2026-01-31")).toEqual([]);
  });

  test("ends on the day on which the bank had the money", () => {
    const book = charged();
    const paid = book.pay(267_470);
    const days = { bookedOn: "2025-11-30", effectiveOn: "2025-11-20" };
    book.entries = book.entries.map((entry) => (entry.id === paid.id ? dated(entry, days) : entry));
    const [one] = accruedBy(book, "2025-12-31");
    expect(one?.step.periods).toMatchObject([{ from: "2025-11-02", days: 19 }]);
  });

  test("of a charge that stayed with a former holder is not asked of the present one", () => {
    const book = charged();
    const { from } = stayed(book);
    expect(accruedBy(from, "2025-12-31")).toEqual([]);
  });

  test("is reversed by its exact negative, and can then be charged anew", () => {
    const book = charged();
    const entry = book.late("2025-12-02");
    const before = book.account.sums;
    book.pay(300_000);
    book.reverse(entry);
    expect(book.account.sums).not.toEqual(before);
    expect(book.account.sums.map(({ fee }) => fee)).toEqual(["heat"]);
    expect(book.account.lots).toMatchObject([{ leftFen: 300_000 - 267_470 }]);
    expect(accruedBy(book, "2025-11-04")).toMatchObject([{ step: { chargedFen: 0 } }]);
  });

  test("stands in the way of reversing its charge until it is reversed, paid or not", () => {
    const book = charged();
    const [charge] = book.entries;
    const entry = book.late("2025-12-02");
    expect(tryReverse(book, charge!)).toMatchObject({ code: "late-fee-stands" });
    book.pay(300_000);
    expect(tryReverse(book, charge!)).toMatchObject({ code: "late-fee-stands" });
    book.reverse(entry);
    book.reverse(charge!);
    expect(owedFen(book.account)).toBe(0);
  });

  test("of a charge that is reversed nothing comes about", () => {
    const book = charged();
    book.reverse(book.entries[0]!);
    expect(accruedBy(book, "2025-12-31")).toEqual([]);
  });
});

describe("a waiver", () => {
  test("takes off late fees alone, and does not let them be charged again", () => {
    const book = charged();
    book.late("2025-12-02");
    const waived = book.post(
      tryRelieve(book, SEASON, { lateFees: true, by: { amountFen: fen(8_292) } }),
    );
    expect(isAsDecided(book.whole, waived, null)).toBe(true);
    expect(book.account.items).toMatchObject([{ fee: "heat", openFen: 267_470 }]);
    expect(tryLateFee(book, "2025-12-02")).toMatchObject({ code: "nothing-accrued" });
    expect(tryReverse(book, book.entries[1]!)).toMatchObject({ code: "relief-stands" });
  });

  test("is no more than they are, and any other relief leaves them alone", () => {
    const book = charged();
    book.late("2025-12-02");
    const over = { lateFees: true, by: { amountFen: fen(8_293) } };
    expect(tryRelieve(book, SEASON, over)).toMatchObject({ code: "more-than-charged" });
    const heat = { by: { amountFen: fen(267_471) } };
    expect(tryRelieve(book, SEASON, heat)).toMatchObject({ code: "more-than-charged" });
  });
});

describe("an entry that no rule makes", () => {
  test.each([
    ["another amount", (entry: Entry) => changed(entry, { chargedFen: fen(1) })],
    ["days that were not", (entry: Entry) => changed(entry, { periods: [] })],
    ["of another fee", (entry: Entry) => changed(entry, { fee: "basic" })],
  ])("is found: %s", (_, of) => {
    const book = charged();
    const entry = book.late("2025-12-02");
    expect(isAsDecided(book.whole, entry, null)).toBe(true);
    expect(isAsDecided(book.whole, of(entry), null)).toBe(false);
  });

  test("a second one that does not know of the first", () => {
    const book = charged();
    const first = tryLateFee(book, "2025-12-02");
    book.post(first);
    if (!first.ok) throw new Error(first.code);
    const lines = first.value.lines.map((line) =>
      line.itemId === undefined ? line : { ...line, itemId: "e3/1" },
    );
    const twice = book.post({ ok: true, value: { ...first.value, lines } });
    expect(isAsDecided(book.whole, twice, null)).toBe(false);
  });
});

function changed(entry: Entry, over: object): Entry {
  if (entry.detail.kind !== "lateFee") throw new Error(entry.detail.kind);
  const [{ lateOf, steps }] = entry.detail.items as [(typeof entry.detail.items)[number]];
  const items = [{ lateOf, steps: [{ ...steps[0], ...over }] as const }];
  return { ...entry, detail: { ...entry.detail, items } } as Entry;
}
