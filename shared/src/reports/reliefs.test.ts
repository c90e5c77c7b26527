import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import type { Entry } from "../ledger/entry.ts";
import { Book, openingSeason, tryOpen, tryRelieve } from "../ledger/testing.ts";
import { allMoves, householdStream } from "./testing.ts";
import { relievedOf, reliefsByKind, totalRelievedFen, type Relieved } from "./reliefs.ts";

const [LAST, NOW] = ["2024-2025", "2025-2026"];

function relievedIn(entries: readonly Entry[]): Relieved[] {
  const entry = (id: string) => entries.find((one) => one.id === id);
  return entries.flatMap((one, at) => relievedOf(one, at + 1, entry));
}

const told = (entries: readonly Entry[]) =>
  relievedIn(entries).map(({ season, relief, bearer, amountFen }) => [
    season,
    relief,
    bearer,
    amountFen,
  ]);

test("a relief is told by ground and bearer, whether what it takes off was paid or not", () => {
  const book = new Book();
  book.charge(NOW);
  book.pay(200_000);
  book.relieve(NOW, 100_000);
  book.post(tryRelieve(book, NOW, { relief: "low-income", borneBy: "county" }));
  expect(told(book.entries)).toEqual([
    [NOW, "goodwill", "company", 100_000],
    [NOW, "low-income", "county", 1],
  ]);
});

test("reversed, it is taken back of the same ground and bearer", () => {
  const book = new Book();
  book.charge(NOW);
  const entry = book.post(tryRelieve(book, NOW, { relief: "low-income", borneBy: "city" }));
  book.reverse(entry);
  expect(told(book.entries)).toEqual([
    [NOW, "low-income", "city", 1],
    [NOW, "low-income", "city", -1],
  ]);
});

test("what the system before had relieved is of no known ground", () => {
  const book = new Book();
  const sums = { chargedFen: 9_000, relievedFen: 4_000, paidFen: 5_000 };
  const opened = book.post(tryOpen(book, [openingSeason(LAST, sums)], 0));
  book.reverse(opened);
  expect(told(book.entries)).toEqual([
    [LAST, "-", "-", 4_000],
    [LAST, "-", "-", -4_000],
  ]);
});

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  "the details come to what the receivables say: seed %i",
  (seed) => {
    const places = ["b1/s1/h1/幸福里", "b2/s2/h2/幸福里"];
    const { entries } = householdStream("home-1", seed, places);
    const sums = (some: readonly { place: object; season: string }[], of: (one: never) => number) =>
      Object.fromEntries(
        [...Map.groupBy(some, ({ place, season }) => `${JSON.stringify(place)} ${season}`)]
          .map(([key, own]): [string, number] => [
            key,
            own.reduce((sum, one) => sum + of(one as never), 0),
          ])
          .filter(([, sum]) => sum !== 0),
      );
    expect(sums(relievedIn(entries), ({ amountFen }: Relieved) => amountFen)).toEqual(
      sums(allMoves(entries), (move: { relievedFen: number }) => move.relievedFen),
    );
  },
);

test("rows of the same ground and bearer are one, the largest first", () => {
  const row = (bearer: string, households: number, amountFen: number) => ({
    relief: "goodwill",
    bearer,
    households,
    amountFen: fen(amountFen),
  });
  const rows = [row("county", 1, 10), row("company", 2, 50), row("county", 3, 90)];
  expect(reliefsByKind(rows)).toEqual([row("county", 4, 100), row("company", 2, 50)]);
  expect(totalRelievedFen(rows)).toBe(150);
});
