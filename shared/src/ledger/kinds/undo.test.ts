import { describe, expect, test } from "vitest";
import { areaMilli } from "../../kernel/area.ts";
import { negateFen } from "../../kernel/money.ts";
import { price10k } from "../../kernel/price.ts";
import { onAccountFen, owedFen } from "../account.ts";
import { balances, Book, openingSeason, PRICES, space } from "../testing.ts";

const [FIRST, SECOND, THIRD] = ["2023-2024", "2024-2025", "2025-2026"];
/** 1 m² at 100 yuan. */
const small = [space({ billingAreaMilli: areaMilli(1_000) })];
const dear = { residential: { ...PRICES["residential"]!, price10k: price10k(1_000_000) } };

function totals({ account }: Book) {
  return { owed: owedFen(account), onAccount: onAccountFen(account) };
}

function open({ account }: Book) {
  return account.items.map(({ season, openFen }) => [season, openFen]);
}

describe("reversal", () => {
  test("of a paid charge: what paid it is a lot of that payment again", () => {
    const book = new Book();
    const wrong = book.charge(THIRD);
    book.pay(100_000);
    book.reverse(wrong);
    expect(book.account).toMatchObject({
      items: [],
      sums: [],
      lots: [{ lotId: "R-2", seq: 2, method: "cash", channel: "counter", leftFen: 100_000 }],
    });
  });

  test("of a paid charge, where another season is open: what is free pays it at once", () => {
    const book = new Book();
    book.charge(SECOND, small, dear);
    const wrong = book.charge(THIRD);
    book.pay(277_470);
    book.charge(FIRST, small, dear);
    expect(open(book)).toEqual([[FIRST, 10_000]]);
    book.reverse(wrong);
    expect(totals(book)).toEqual({ owed: 0, onAccount: 257_470 });
  });

  test("of a bounced prepayment: the season it paid is open again, no other", () => {
    const book = new Book();
    const bounced = book.pay(267_470);
    book.charge(FIRST);
    book.charge(SECOND);
    book.pay(267_470, SECOND);
    expect(totals(book)).toEqual({ owed: 0, onAccount: 0 });
    book.reverse(bounced);
    expect(open(book)).toEqual([[FIRST, 267_470]]);
  });

  test("of a payment after the reversal of the charge it paid: nothing is left", () => {
    const book = new Book();
    const wrong = book.charge(THIRD);
    const payment = book.pay(267_470);
    book.reverse(wrong);
    book.reverse(payment);
    expect(balances(book.account)).toEqual(balances(new Book().account));
  });

  test("of an opening whose prepayment was used, then opened anew", () => {
    const book = new Book();
    const wrong = book.open([], 900);
    book.charge(THIRD);
    book.reverse(wrong);
    expect(totals(book)).toEqual({ owed: 267_470, onAccount: 0 });
    book.open([openingSeason(FIRST, { chargedFen: 700 })]);
    expect(open(book)).toEqual([
      [FIRST, 700],
      [THIRD, 267_470],
    ]);
  });

  test("its own lines are exact negatives, and the chain goes on", () => {
    const book = new Book();
    const payment = book.pay(123);
    const { lines } = book.reverse(payment);
    expect(lines).toEqual(
      payment.lines.map((line) => ({ ...line, amountFen: negateFen(line.amountFen) })),
    );
    expect(book.account.seq).toBe(2);
  });
});

test("a void takes back a payment as a reversal does, and says what it is", () => {
  const [reversed, voided] = [new Book(), new Book()];
  for (const book of [reversed, voided]) book.charge(THIRD);
  const undone = reversed.reverse(reversed.pay(300_000));
  expect(voided.void(voided.pay(300_000)).detail).toMatchObject({ kind: "void", of: "payment" });
  expect(undone.detail).toMatchObject({ kind: "reversal", of: "payment" });
  expect(balances(voided.account)).toEqual(balances(reversed.account));
});

test("a season is charged again after its charge was reversed", () => {
  const book = new Book();
  book.reverse(book.charge(THIRD));
  book.charge(THIRD, [space({ billingAreaMilli: areaMilli(98_120) })], PRICES);
  expect(open(book)).toEqual([[THIRD, 253_640]]);
});
