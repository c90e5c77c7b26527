import { describe, expect, test } from "vitest";
import { onAccountFen, owedFen } from "../account.ts";
import { stepsOfItems } from "../item-steps.ts";
import { Book, openingSeason } from "../testing.ts";

const [FIRST, SECOND] = ["2023-2024", "2024-2025"];

function totals({ account }: Book) {
  return { owed: owedFen(account), onAccount: onAccountFen(account) };
}

function open({ account }: Book) {
  return account.items.map(({ season, openFen }) => [season, openFen]);
}

describe("opening", () => {
  test("all four sums come along, also where nothing is open", () => {
    const book = new Book();
    book.open([
      openingSeason(SECOND, {
        chargedFen: 90_000,
        relievedFen: 10_000,
        paidFen: 20_000,
        writtenOffFen: 5_000,
      }),
      openingSeason(FIRST, { chargedFen: 80_000, paidFen: 80_000 }),
    ]);
    const common = { fee: "heat", takenOver: true };
    expect(book.account.sums).toEqual([
      { season: FIRST, ...common, chargedFen: 80_000, paidFen: 80_000 },
      {
        season: SECOND,
        ...common,
        chargedFen: 90_000,
        relievedFen: 10_000,
        paidFen: 20_000,
        writtenOffFen: 5_000,
      },
    ]);
    expect(open(book)).toEqual([[SECOND, 55_000]]);
    const taken = [{ rule: "taken-over@1", amountFen: 55_000 }];
    expect(stepsOfItems(book.entries).get(book.account.items[0]!.itemId)).toEqual(taken);
  });

  test("of a household that never owed anything has no lines, and holds", () => {
    const book = new Book();
    const { lines } = book.open([openingSeason(FIRST)]);
    expect(lines).toEqual([]);
    expect(book.account).toMatchObject({ openingId: "e1", sums: [{ takenOver: true }] });
  });

  test("what was prepaid pays at once what is open", () => {
    const book = new Book();
    book.open([openingSeason(FIRST, { chargedFen: 700 })], 900);
    expect(totals(book)).toEqual({ owed: 0, onAccount: 200 });
  });
});
