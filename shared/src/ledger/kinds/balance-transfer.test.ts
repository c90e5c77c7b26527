import { describe, expect, test } from "vitest";
import { areaMilli } from "../../kernel/area.ts";
import { fen } from "../../kernel/money.ts";
import { formatMessage } from "../../messages/index.ts";
import type { FormatIn } from "../debt.ts";
import { onAccountFen, owedFen } from "../account.ts";
import { isSettled } from "../check.ts";
import { debtSums } from "../debt.ts";
import { explainEntry, KINDS } from "../entry.ts";
import { sumFen } from "../lines.ts";
import { accountOf } from "../position.ts";
import { Book, space, tryCharge, tryReverse } from "../testing.ts";
import { balanceOf, clearingLines } from "./balance-transfer.ts";
import { returned, stayed, type Moved } from "./balance-testing.ts";

const [FIRST, SECOND] = ["2024-2025", "2025-2026"];
/** What a season comes to in these tests. */
const FEE = 267_470;

function totals(...books: readonly Book[]) {
  const sum = (of: (book: Book) => number) => books.reduce((all, book) => all + of(book), 0);
  return [
    sum(({ account }) => owedFen(account)),
    sum(({ account }) => onAccountFen(account)),
    sum(({ account }) => sumFen(account.sums.map((one) => ({ amountFen: one.chargedFen })))),
  ];
}

/** Two seasons charged, the first paid in part; what is left stays with the former holder. */
function moved(): Moved {
  const book = new Book("h1");
  book.charge(FIRST);
  book.charge(SECOND);
  book.pay(100_000);
  return stayed(book);
}

describe("a balance that stays", () => {
  test("goes whole, with how it came about, and is charged there and no longer here", () => {
    const { from, to } = moved();
    expect(from.account.items).toEqual([]);
    expect(to.account.items).toMatchObject([
      { season: FIRST, amountFen: FEE, openFen: FEE - 100_000, dueOn: "2024-11-01" },
      { season: SECOND, amountFen: FEE, openFen: FEE },
    ]);
    expect(from.account.sums).toEqual([
      { season: FIRST, fee: "heat", chargedFen: 100_000, paidFen: 100_000, movedFen: 167_470 },
      { season: SECOND, fee: "heat", chargedFen: 0, paidFen: 0, movedFen: FEE },
    ]);
    expect(to.account.sums).toMatchObject([
      { chargedFen: FEE - 100_000, paidFen: 0 },
      { chargedFen: FEE, paidFen: 0 },
    ]);
    expect(totals(from, to)).toEqual([2 * FEE - 100_000, 0, 2 * FEE]);
  });

  test("is two entries whose clearing lines sum to zero, by season and fee", () => {
    const { out, into } = moved();
    expect(sumFen([...clearingLines(out), ...clearingLines(into)])).toBe(0);
    expect(clearingLines(out)).toMatchObject([{ season: FIRST, fee: "heat" }, { season: SECOND }]);
  });

  test("takes lots along as they came, and what comes later does not touch them", () => {
    const book = new Book("h1");
    book.pay(50_000);
    const { from, to } = stayed(book);
    expect(from.account.lots).toEqual([]);
    expect(to.account.lots).toEqual([
      { lotId: "R-1", seq: 1, method: "cash", channel: "counter", leftFen: 50_000 },
    ]);
    from.charge(FIRST);
    expect(owedFen(from.account)).toBe(FEE);
  });

  test("is settled first: what is free pays what is open", () => {
    const book = new Book("h1");
    book.charge(FIRST);
    const lot = { lotId: "R-9", seq: 1, leftFen: fen(FEE) };
    // Only an upgrade leaves it so.
    book.account = { ...book.account, lots: [lot] };
    expect(balanceOf(book.position)).toEqual({ items: [], lots: [] });
  });

  test("leaves the season charged: it is not charged again, and nobody is told of it", () => {
    const { from } = moved();
    expect(tryCharge(from, SECOND)).toMatchObject({ code: "already-charged" });
    expect(debtSums(from.account).map(({ season }) => season)).toEqual([FIRST]);
  });

  test("is paid, and a payment of it reversed, in the other account", () => {
    const { to } = moved();
    const payment = to.pay(FEE);
    expect(owedFen(to.account)).toBe(FEE - 100_000);
    to.reverse(payment);
    expect(owedFen(to.account)).toBe(2 * FEE - 100_000);
    expect(accountOf(to.whole)).toEqual(to.account);
  });

  test("is told by both halves", () => {
    const { out, into } = moved();
    const say = (entry: typeof out) =>
      explainEntry(entry, (...message) => (formatMessage as FormatIn)("en", ...message));
    const parts = "2024-2025 heating fee ¥1,674.70, 2025-2026 heating fee ¥2,674.70";
    expect(say(out)).toBe(`to the former holder's account: ${parts}`);
    expect(say(into)).toBe(`from the household's account: ${parts}`);
  });
});

describe("what was moved", () => {
  test("is not reversed here: neither its charge nor what paid part of it", () => {
    const { from } = moved();
    const [first, second, payment] = from.entries;
    for (const entry of [first!, second!, payment!]) {
      expect(tryReverse(from, entry)).toMatchObject({ code: "balance-moved" });
    }
    const undone = from.undoable(payment!);
    const voided = KINDS.void.decide(from.whole, { undone, reason: "x" });
    expect(voided).toMatchObject({ code: "balance-moved" });
  });

  test("leaves what was paid in full to be reversed", () => {
    const book = new Book("h1");
    book.charge(FIRST);
    const payment = book.pay(FEE);
    book.charge(SECOND);
    const { from } = stayed(book);
    from.reverse(payment);
    expect(owedFen(from.account)).toBe(FEE);
  });

  test("a lot is not reversed, either", () => {
    const book = new Book("h1");
    const payment = book.pay(FEE);
    const { from } = stayed(book);
    expect(tryReverse(from, payment)).toMatchObject({ code: "balance-moved" });
  });
});

describe("taking it back", () => {
  test("leaves both as if it had never been", () => {
    const before = moved().from;
    const { from, to } = returned(moved());
    const never = new Book("h1");
    never.charge(FIRST);
    never.charge(SECOND);
    never.pay(100_000);
    const state = ({ account: { items, lots, sums } }: Book) => ({ items, lots, sums });
    expect(state(from)).toEqual(state(never));
    expect(state(to)).toEqual({ items: [], lots: [], sums: [] });
    expect(before.account.seq + 1).toBe(from.account.seq);
    expect(accountOf(from.whole)).toEqual(from.account);
    from.reverse(from.entries[2]!);
    expect(owedFen(from.account)).toBe(2 * FEE);
  });

  test("what the flat has on account by then pays at once", () => {
    const all = moved();
    all.from.pay(FEE);
    const { from } = returned(all);
    expect(isSettled(from.account)).toBe(true);
    expect(owedFen(from.account)).toBe(FEE - 100_000);
  });

  test.each([
    ["an item was paid", (to: Book) => to.pay(1)],
    ["all was paid", (to: Book) => to.pay(2 * FEE)],
  ])("is refused when %s", (_, use) => {
    const all = moved();
    use(all.to);
    expect(() => returned(all)).toThrow("balance-used");
  });

  test("is possible again once that payment is reversed", () => {
    const all = moved();
    all.to.reverse(all.to.pay(1));
    expect(owedFen(returned(all).from.account)).toBe(2 * FEE - 100_000);
  });
});

test("nothing owed and nothing on account is no balance", () => {
  expect(() => stayed(new Book("h1"))).toThrow("nothing-to-move");
});

test("a season moved twice, and both taken back, is as it was", () => {
  const book = new Book("h1");
  book.charge(FIRST, [space({ billingAreaMilli: areaMilli(10_000) })]);
  const once = stayed(book);
  const back = returned(once);
  const twice = stayed(back.from, 2);
  expect(twice.to.account.sums).toMatchObject([{ chargedFen: 25_850 }]);
  expect(returned(twice).from.account.sums).toEqual([
    { season: FIRST, fee: "heat", chargedFen: 25_850, paidFen: 0 },
  ]);
});
