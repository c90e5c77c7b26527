import { expect, test } from "vitest";
import { fen } from "../../kernel/money.ts";
import { formatMessage } from "../../messages/index.ts";
import { onAccountFen, owedFen } from "../account.ts";
import { debt, type FormatIn } from "../debt.ts";
import { explainEntry, isAsDecided, KINDS } from "../entry.ts";
import { stepsOfItems } from "../item-steps.ts";
import { Book, tryRelieve, tryServe } from "../testing.ts";

// 服务收费: price × quantity, owed at once, paid after the heat, undone by its reversal.

const SEASON = "2025-2026";

test("is an item of its own at its listed price, paid after the heat", () => {
  const book = new Book();
  const entry = book.serve(SEASON, 2);
  expect(entry.lines).toEqual([
    {
      account: "receivable",
      amountFen: 10_000,
      season: SEASON,
      fee: "valve-opening",
      itemId: "e1/1",
    },
    { account: "revenue", amountFen: -10_000, season: SEASON, fee: "valve-opening" },
  ]);
  expect(isAsDecided(book.whole, entry, null)).toBe(true);
  book.charge(SEASON);
  book.pay(267_470);
  expect(book.account.items).toMatchObject([{ itemId: "e1/1", openFen: 10_000 }]);
});

test("what is on account pays it in the same entry", () => {
  const book = new Book();
  book.pay(8_000);
  const entry = book.serve(SEASON, 2);
  expect([owedFen(book.account), onAccountFen(book.account)]).toEqual([2_000, 0]);
  expect(isAsDecided(book.whole, entry, null)).toBe(true);
});

test("may be charged again, and each is undone by itself", () => {
  const book = new Book();
  const [first] = [book.serve(SEASON), book.serve(SEASON)];
  expect(owedFen(book.account)).toBe(10_000);
  book.pay(5_000);
  book.reverse(first);
  expect([owedFen(book.account), onAccountFen(book.account)]).toEqual([0, 0]);
});

test("is not reversed while it is relieved", () => {
  const book = new Book();
  const entry = book.serve(SEASON);
  book.post(tryRelieve(book, SEASON, { by: { amountFen: fen(5_000) } }));
  const undone = KINDS.reversal.decide(book.whole, {
    undone: book.undoable(entry),
    reason: "记错",
  });
  expect(undone).toMatchObject({ ok: false, code: "relief-stands" });
});

test.each([
  ["nothing", 0],
  ["less than nothing", -1],
  ["more than an amount may be", 10_000_000],
])("%s is refused", (_, quantity) => {
  expect(tryServe(new Book(), SEASON, quantity)).toMatchObject({ ok: false, code: "bad-amount" });
});

test.each([
  ["another price", { priceFen: fen(4_999) }],
  ["another quantity", { quantity: 3 }],
  ["another amount", { amountFen: fen(9_999) }],
])("an entry with %s than its lines is not as decided", (_, over) => {
  const book = new Book();
  const entry = book.serve(SEASON, 2);
  if (entry.detail.kind !== "serviceFee") throw new Error("it is a service");
  const [{ steps }] = entry.detail.items;
  const detail = { ...entry.detail, items: [{ steps: [{ ...steps[0], ...over }] }] } as const;
  expect(isAsDecided(book.whole, { ...entry, detail }, null)).toBe(false);
});

test("says what it is for, in both languages", () => {
  const book = new Book();
  const entry = book.serve(SEASON, 2);
  const format = formatMessage as FormatIn;
  const { sentence } = debt(book.account, stepsOfItems(book.entries), book.now, format);
  expect(sentence.zh).toContain("开栓费 ¥50.00 × 2 = ¥100.00");
  expect(sentence.en).toContain("¥50.00 × 2 = ¥100.00");
  const about = explainEntry(entry, (...message) => format("zh", ...message));
  expect(about).toBe("2025-2026 开栓费 × 2 ¥100.00");
});
