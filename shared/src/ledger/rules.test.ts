import { describe, expect, test } from "vitest";
import { isSettled } from "./account.ts";
import { allocate } from "./allocate.ts";
import { openingBalance } from "./opening.ts";
import { balances, Book, PRICES, space } from "./testing.ts";

const [FIRST, SECOND, THIRD] = ["2023-2024", "2024-2025", "2025-2026"];

describe("area charge", () => {
  test.each([
    [103_470, 258_500, 267_470],
    [56_300, 385_000, 216_755],
    [10_100, 258_500, 26_109],
    [98_120, 258_500, 253_640],
  ])("%i/1000 m² at %i/10000 yuan is %i fen", (billingAreaMilli, residential, owedFen) => {
    const book = new Book();
    book.charge(THIRD, [space({ billingAreaMilli })], { residential });
    expect(book.account.owedFen).toBe(owedFen);
  });

  test("each space is rounded once, and the charge is their sum", () => {
    const spaces = [
      space({ billingAreaMilli: 10_100 }),
      space({ id: "s2", billingAreaMilli: 10_100 }),
    ];
    const book = new Book();
    const { lines } = book.charge(THIRD, spaces);
    expect(lines).toEqual([
      { account: "receivable", season: THIRD, amountFen: 52_218 },
      { account: "revenue", season: THIRD, amountFen: -52_218 },
    ]);
    expect(book.account.seasons[0]!.basis.map(({ amountFen }) => amountFen)).toEqual([
      26_109, 26_109,
    ]);
  });

  test("a change of area reverses the old charge and charges anew; what was paid stays", () => {
    const book = new Book();
    const old = book.charge(THIRD);
    book.pay(267_470);
    book.reverse(old);
    book.charge(THIRD, [space({ billingAreaMilli: 98_120 })]);
    expect(book.account).toMatchObject({ owedFen: 253_640, prepaidFen: 267_470 });
    book.apply();
    expect(book.account).toMatchObject({ owedFen: 0, prepaidFen: 13_830 });
  });
});

describe("allocation", () => {
  function threeSeasons(): Book {
    const book = new Book();
    // Charged in another order than the seasons'.
    for (const season of [THIRD, FIRST, SECOND]) {
      book.charge(season, [space({ billingAreaMilli: 1_000 })], { residential: 1_000_000 });
    }
    return book;
  }

  test.each([
    [5_000, undefined, [[FIRST, 5_000]], 0],
    [
      15_000,
      undefined,
      [
        [FIRST, 10_000],
        [SECOND, 5_000],
      ],
      0,
    ],
    [
      15_000,
      THIRD,
      [
        [THIRD, 10_000],
        [FIRST, 5_000],
      ],
      0,
    ],
    [
      40_000,
      SECOND,
      [
        [SECOND, 10_000],
        [FIRST, 10_000],
        [THIRD, 10_000],
      ],
      10_000,
    ],
  ] as const)("%i fen, chosen %s", (amountFen, season, parts, prepaidFen) => {
    const book = threeSeasons();
    const allocations = parts.map(([name, part]) => ({ season: name, amountFen: part }));
    const plan = allocate(book.account, amountFen, season);
    expect(plan).toEqual({ ok: true, value: { allocations, prepaidFen } });
    expect(book.pay(amountFen, season).detail).toMatchObject({ allocations, prepaidFen });
  });

  test("who owes nothing pays in advance", () => {
    const book = new Book();
    book.pay(1);
    expect(balances(book.account)).toEqual({ owedFen: 0, prepaidFen: 1, seasons: [] });
  });

  test("prepayment goes as far as it reaches", () => {
    const book = new Book();
    book.pay(15_000);
    for (const season of [SECOND, FIRST]) {
      book.charge(season, [space({ billingAreaMilli: 1_000 })], { residential: 1_000_000 });
    }
    expect(book.apply(SECOND).detail).toMatchObject({
      allocations: [{ season: SECOND, amountFen: 10_000 }],
    });
    expect(book.apply().detail).toMatchObject({
      allocations: [{ season: FIRST, amountFen: 5_000 }],
    });
    expect(book.account).toMatchObject({ owedFen: 5_000, prepaidFen: 0 });
  });
});

describe("reversal", () => {
  test("of a paid charge: its money is prepayment again", () => {
    const book = new Book();
    const wrong = book.charge(THIRD);
    book.pay(100_000);
    book.reverse(wrong);
    expect(balances(book.account)).toEqual({ owedFen: 0, prepaidFen: 100_000, seasons: [] });
    expect(book.entries.at(-1)!.detail).toEqual({
      kind: "settled",
      because: "e3",
      moves: [{ season: THIRD, amountFen: -100_000 }],
    });
  });

  test("of a payment whose prepayment was applied since: that is taken back, newest first", () => {
    const book = new Book();
    book.charge(FIRST);
    const before = balances(book.account);
    const bounced = book.pay(400_000);
    book.charge(SECOND, [space({ billingAreaMilli: 10_000 })]);
    book.charge(THIRD);
    book.apply();
    expect(book.account.prepaidFen).toBe(0);
    book.reverse(bounced);
    expect(book.account.owedFen).toBe(2 * 267_470 + 25_850);
    expect(book.account.prepaidFen).toBe(0);
    expect(balances(book.account).seasons[0]).toEqual(before.seasons[0]);
  });

  test("of a payment after the reversal of the charge it paid: nothing is left", () => {
    const book = new Book();
    const wrong = book.charge(THIRD);
    const payment = book.pay(267_470);
    book.reverse(wrong);
    book.reverse(payment);
    expect(balances(book.account)).toEqual({ owedFen: 0, prepaidFen: 0, seasons: [] });
  });

  test("of an opening whose prepayment was applied, then opened anew", () => {
    const book = new Book();
    const wrong = book.post(openingBalance(book.account, { balances: [], prepaidFen: 900 }));
    book.charge(THIRD);
    book.apply();
    book.reverse(wrong);
    expect(book.account).toMatchObject({ owedFen: 267_470, prepaidFen: 0 });
    const balance = { season: FIRST, owedFen: 700 };
    book.post(openingBalance(book.account, { balances: [balance], prepaidFen: 0 }));
    expect(book.account.owedFen).toBe(267_470 + 700);
  });

  test("lines are the exact negative, and the chain goes on", () => {
    const book = new Book();
    const payment = book.pay(123);
    const { lines } = book.reverse(payment);
    expect(lines).toEqual(payment.lines.map((line) => ({ ...line, amountFen: -line.amountFen })));
    expect(book.account.seq).toBe(2);
    expect(isSettled(book.account)).toBe(true);
  });
});

test("a season is charged again after its charge was reversed", () => {
  const book = new Book();
  book.reverse(book.charge(THIRD));
  book.charge(THIRD, [space({ billingAreaMilli: 98_120 })], PRICES);
  expect(book.account.seasons[0]!.basis).toHaveLength(1);
  expect(book.account.owedFen).toBe(253_640);
});
