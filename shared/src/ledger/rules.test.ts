import { describe, expect, test } from "vitest";
import { areaMilli } from "../kernel/area.ts";
import { fen, negateFen } from "../kernel/money.ts";
import { byItemOrder, onAccountFen, owedFen } from "./account.ts";
import { allocate } from "./allocate.ts";
import { stepsOfItems } from "./item-steps.ts";
import { Book, PRICES, space } from "./testing.ts";
import { price10k } from "../kernel/price.ts";
import { later } from "../kernel/time.ts";

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

describe("area charge", () => {
  test.each([
    [103_470, 258_500, 267_470],
    [56_300, 385_000, 216_755],
    [10_100, 258_500, 26_109],
    [98_120, 258_500, 253_640],
  ])("%i/1000 m² at %i/10000 yuan is %i fen", (area, price, owed) => {
    const book = new Book();
    const prices = { residential: { ...PRICES["residential"]!, price10k: price10k(price) } };
    book.charge(THIRD, [space({ billingAreaMilli: areaMilli(area) })], prices);
    expect(totals(book).owed).toBe(owed);
  });

  test("each space is a step rounded once, and the item is their sum", () => {
    const spaces = [
      space({ billingAreaMilli: areaMilli(10_100) }),
      space({ id: "s2", billingAreaMilli: areaMilli(10_100) }),
    ];
    const book = new Book();
    const { lines } = book.charge(THIRD, spaces);
    const common = { season: THIRD, fee: "heat" };
    expect(lines).toEqual([
      { account: "receivable", amountFen: 52_218, ...common, itemId: "e1/1" },
      { account: "revenue", amountFen: -52_218, ...common },
    ]);
    expect(book.account.items).toEqual([
      {
        itemId: "e1/1",
        ...common,
        dueOn: "2025-11-01",
        amountFen: 52_218,
        openFen: 52_218,
      },
    ]);
    expect(stepsOfItems(book.entries).get("e1/1")).toEqual([
      expect.objectContaining({ rule: "area@1", spaceId: "s1", amountFen: 26_109 }),
      {
        rule: "area@1",
        spaceId: "s2",
        label: "住宅",
        areaMilli: 10_100,
        price10k: 258_500,
        priceClass: "residential",
        tariffId: "residential-2020-01-01",
        tariffRev: 1,
        amountFen: 26_109,
      },
    ]);
  });

  test("a campus: all its steps stand in the entry, its account stays small", () => {
    const spaces = Array.from({ length: 500 }, (_, place) =>
      space({ id: `s${place}`, billingAreaMilli: areaMilli(2_000_000) }),
    );
    const book = new Book();
    const { detail } = book.charge(THIRD, spaces);
    expect(totals(book).owed).toBe(500 * 5_170_000);
    expect(detail).toMatchObject({ items: [{ steps: { length: 500 } }] });
    expect(JSON.stringify(book.account).length).toBeLessThan(500);
  });

  test("a change of area reverses the old charge and charges anew; what was paid pays it", () => {
    const book = new Book();
    const old = book.charge(THIRD);
    book.pay(267_470);
    book.reverse(old);
    expect(totals(book)).toEqual({ owed: 0, onAccount: 267_470 });
    book.charge(THIRD, [space({ billingAreaMilli: areaMilli(98_120) })]);
    expect(totals(book)).toEqual({ owed: 0, onAccount: 13_830 });
  });
});

describe("allocation", () => {
  function threeSeasons(): Book {
    const book = new Book();
    // Charged in another order than the seasons'.
    for (const season of [THIRD, FIRST, SECOND]) book.charge(season, small, dear);
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
  ] as const)("%i fen, chosen %s", (amountFen, season, parts, restFen) => {
    const book = threeSeasons();
    const plan = allocate(book.account.items, fen(amountFen), season);
    const allocations = parts.map(([name, part]) =>
      expect.objectContaining({ season: name, amountFen: part }),
    );
    expect(plan).toEqual({ ok: true, value: { allocations, restFen } });
    const { lines } = book.pay(amountFen, season);
    const paid = lines.filter(({ account }) => account === "receivable");
    expect(paid.map((line) => [line.season, negateFen(line.amountFen)])).toEqual(parts);
    expect(totals(book).onAccount).toBe(restFen);
  });

  test("in one season heat before its late fee", () => {
    const item = { season: THIRD, openFen: fen(100), amountFen: fen(100) };
    const items = [
      { ...item, itemId: "a/1", fee: "late-fee" as const },
      { ...item, itemId: "b/1", fee: "heat" as const },
    ];
    expect(items.toSorted(byItemOrder).map(({ fee }) => fee)).toEqual(["heat", "late-fee"]);
  });

  test("who owes nothing pays in advance, and a charge uses it in the same entry", () => {
    const book = new Book();
    book.pay(300_000);
    expect(book.account.lots).toEqual([
      { lotId: "R-1", seq: 1, method: "cash", channel: "counter", leftFen: 300_000 },
    ]);
    book.charge(THIRD);
    expect(totals(book)).toEqual({ owed: 0, onAccount: 32_530 });
    expect(book.account).toMatchObject({
      items: [],
      sums: [{ season: THIRD, chargedFen: 267_470, paidFen: 267_470 }],
    });
    expect(book.entries).toHaveLength(2);
  });

  test("lots are used up oldest first", () => {
    const book = new Book();
    book.pay(6_000);
    book.pay(6_000);
    book.charge(THIRD, small, dear);
    expect(book.account.lots).toMatchObject([{ lotId: "R-2", leftFen: 2_000 }]);
    book.charge(SECOND, small, dear);
    expect(book.account.lots).toEqual([]);
    expect(open(book)).toEqual([[SECOND, 8_000]]);
  });
});

describe("what is stored stays small", () => {
  test("an account at seven seasons is at most 1 KB", () => {
    const book = new Book("01a21c0d-a34e-710e-bc6a-a59760cc0bd2");
    for (let year = 2020; year < 2027; year += 1) {
      book.charge(`${year}-${year + 1}`);
      if (year < 2026) book.pay(267_470);
    }
    const ids = /"e\d+(?=[/"])/g;
    const text = JSON.stringify(book.account).replace(ids, `"${crypto.randomUUID()}`);
    expect(book.account.sums).toHaveLength(7);
    expect(text.length).toBeLessThanOrEqual(1_000);
  });

  test("an entry of a payment is a few hundred bytes", () => {
    const book = new Book("household-0000001");
    book.charge(THIRD);
    expect(JSON.stringify(book.pay(100_000)).length).toBeLessThanOrEqual(460);
  });
});

test("an entry is recorded later than the one before, whatever the clock says", () => {
  const book = new Book();
  const first = book.pay(1);
  book.now = later(first.at, -86_400_000);
  const second = book.pay(1);
  expect(second.at).toBe(first.at + 1);
  expect(second.bookedOn).toBe(first.bookedOn);
});
