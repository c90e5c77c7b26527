import { expect, test } from "vitest";
import { owedFen } from "../account.ts";
import { isSettled } from "../check.ts";
import { KINDS } from "../entry.ts";
import { accountOf } from "../position.ts";
import { accruedBy, Book, tryPay } from "../testing.ts";
import { stayed } from "./balance-testing.ts";

const OLD = "2024-2025";
const NEW = "2025-2026";
const CHARGED = 267_470;

function codeOf(decided: { readonly ok: boolean; readonly code?: string }): string {
  return decided.ok ? "ok" : (decided.code ?? "");
}

/** Two seasons are charged; the older one is disputed. */
function disputedBook() {
  const book = new Book();
  const old = `${book.charge(OLD).id}/1`;
  book.charge(NEW);
  book.dispute(old);
  return { book, old };
}

function open({ account }: Book): readonly (readonly [string, number])[] {
  return account.items.map(({ season, openFen }) => [season, openFen] as const);
}

test.each([
  ["item-not-open", ["none"]],
  ["item-not-open", []],
  ["item-not-open", ["paid"]],
  ["disputed-already", ["old"]],
  ["ok", ["new", "new"]],
] as const)("%s, of %j", (code, which) => {
  const book = new Book();
  const ids: Record<string, string> = { none: "none" };
  ids["paid"] = `${book.charge("2023-2024").id}/1`;
  book.pay(CHARGED);
  ids["old"] = `${book.charge(OLD).id}/1`;
  ids["new"] = `${book.charge(NEW).id}/1`;
  book.dispute(ids["old"]);
  const wanted = which.map((one) => ids[one]!);
  expect(codeOf(KINDS.dispute.decide(book.whole, wanted))).toBe(code);
});

test("it is owed as before, and a payment passes it by", () => {
  const { book } = disputedBook();
  expect(owedFen(book.account)).toBe(2 * CHARGED);
  book.pay(CHARGED + 100);
  expect(open(book)).toEqual([[OLD, CHARGED]]);
  expect(book.account.lots).toMatchObject([{ leftFen: 100 }]);
  expect(isSettled(book.account)).toBe(true);
  expect(codeOf(KINDS.prepaymentApplied.decide(book.position, {}))).toBe("season-not-owed");
});

test("whoever chooses its season pays it", () => {
  const { book, old } = disputedBook();
  book.pay(CHARGED, OLD);
  expect(open(book)).toEqual([[NEW, CHARGED]]);
  const payment = book.entries.at(-1)!;
  book.reverse(payment);
  expect(book.account.items.find(({ itemId }) => itemId === old)?.disputed).toBe(true);
});

test("once it is settled, what is on account pays it at once", () => {
  const { book, old } = disputedBook();
  book.pay(CHARGED + 100);
  book.settleDispute(old);
  expect(open(book)).toEqual([[OLD, CHARGED - 100]]);
  expect(book.account.lots).toEqual([]);
  expect(book.account.items[0]).not.toHaveProperty("disputed");
  expect(codeOf(KINDS.disputeSettled.decide(book.whole, [old]))).toBe("not-disputed");
  expect(accountOf(book.whole)).toEqual(book.account);
});

test("one that was paid meanwhile is open without a dispute when that is undone", () => {
  const { book, old } = disputedBook();
  book.pay(CHARGED, OLD);
  const payment = book.entries.at(-1)!;
  book.settleDispute(old);
  book.reverse(payment);
  expect(open(book)).toContainEqual([OLD, CHARGED]);
  expect(book.account.items.some(({ disputed }) => disputed)).toBe(false);
});

test("a charge that is disputed may be reversed; charged anew it is not disputed", () => {
  const { book } = disputedBook();
  book.pay(CHARGED + 100);
  book.reverse(book.entries[0]!);
  book.charge(OLD);
  expect(open(book)).toEqual([[OLD, CHARGED - 100]]);
});

test("days that begin while it is disputed earn no late fee; those before and after do", () => {
  const { book, old } = disputedBook();
  // Charged on 1 November and due by then, disputed on the 3rd.
  const days = (until: string) =>
    accruedBy(book, until)
      .filter(({ lateOf }) => lateOf === old)
      .flatMap(({ step }) => step.periods.map(({ from, days: count }) => [from, count]));
  expect(days("2025-11-03")).toEqual([["2025-11-02", 2]]);
  expect(days("2025-11-20")).toEqual([["2025-11-02", 2]]);
  book.settleDispute(old);
  expect(days("2025-11-20")).toEqual([
    ["2025-11-02", 2],
    ["2025-11-05", 16],
  ]);
});

test("it does not go to a former holder with what is owed", () => {
  const { book, old } = disputedBook();
  expect(() => stayed(book)).toThrow("dispute-stands");
  book.settleDispute(old);
  expect(owedFen(stayed(book).to.account)).toBe(2 * CHARGED);
});

test("what is free beside it pays a new charge, not the disputed one", () => {
  const { book } = disputedBook();
  expect(codeOf(tryPay(book, 1, "2022-2023"))).toBe("season-not-owed");
  book.pay(CHARGED + 500);
  book.serve(NEW);
  expect(open(book)).toEqual([
    [OLD, CHARGED],
    [NEW, 4_500],
  ]);
});
