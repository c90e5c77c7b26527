import { assert, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { ZERO_FEN } from "../kernel/money.ts";
import { replay, type Entry } from "../ledger/entry.ts";
import { accountOf } from "../ledger/position.ts";
import type { Account, SeasonSum } from "../ledger/account.ts";
import { Book, openingSeason } from "../ledger/testing.ts";
import { movesOf, placeParts, referredEntries, type Move } from "./moves.ts";
import { addSums, isBalanced, NO_SUMS, type Sums } from "./sums.ts";
import { allMoves, householdStream } from "./testing.ts";

const HERE = "b1/s1/h1/幸福里/residential/dwelling";
const THERE = "b2/s2/h2/阳光/residential/dwelling";

function added(moves: readonly Move[]): Record<string, Sums> {
  const sums: Record<string, Sums> = {};
  for (const move of moves) {
    const key = `${move.accountId} ${move.season} ${move.fee}`;
    sums[key] = addSums(sums[key] ?? NO_SUMS, move);
  }
  return Object.fromEntries(
    Object.entries(sums).filter(([, one]) => Object.values(one).some((amount) => amount !== 0)),
  );
}

/** As the account itself has them: by the fold of the ledger, which knows nothing of moves. */
function folded({ id, items, sums }: Account): Record<string, Sums> {
  const of = (sum: SeasonSum): Sums => ({
    dueFen: sum.chargedFen,
    paidFen: sum.paidFen,
    relievedFen: sum.relievedFen ?? ZERO_FEN,
    writtenOffFen: sum.writtenOffFen ?? ZERO_FEN,
    owedFen: items
      .filter(({ season, fee }) => season === sum.season && fee === sum.fee)
      .reduce((all, { openFen }) => addSums(all, { owedFen: openFen }), NO_SUMS).owedFen,
  });
  return Object.fromEntries(
    sums
      .map((sum): [string, Sums] => [`${id} ${sum.season} ${sum.fee}`, of(sum)])
      .filter(([, one]) => Object.values(one).some((amount) => amount !== 0)),
  );
}

test("moves come to what the accounts say, at every entry, and balance", () => {
  assert(
    property(integer({ min: 0, max: 1_000_000 }), (seed) => {
      const { books, entries } = householdStream("h1", seed, [HERE, THERE]);
      const moves = allMoves(entries);
      for (const { entries: own, account } of books) {
        for (let count = 1; count <= own.length; count += 1) {
          const ids = new Set(own.slice(0, count).map(({ id }) => id));
          const some = entries.filter(({ id }) => ids.has(id));
          const positions = new Set(some.map((entry) => entries.indexOf(entry) + 1));
          const now = added(moves.filter(({ position }) => positions.has(position)));
          expect(now).toEqual(folded(accountOf(replay(account.id, some))));
          expect(Object.values(now).every(isBalanced)).toBe(true);
        }
      }
    }),
    { numRuns: 40 },
  );
});

describe("where it counts", () => {
  const book = new Book();
  const charged: Entry = { ...book.charge("2025-2026"), place: HERE };
  const paid: Entry = { ...book.pay(100_000), place: THERE };
  const known = (id: string) => (id === charged.id ? charged : undefined);

  test("what is paid from another address is taken off where it was charged", () => {
    expect(movesOf(paid, 2, known)).toMatchObject([
      { position: 2, place: placeParts(HERE), paidFen: 100_000, owedFen: -100_000, dueFen: 0 },
    ]);
  });

  test("the entries that it needs are named: what made the item, what it takes back", () => {
    expect(referredEntries(paid)).toEqual([charged.id]);
    expect(referredEntries(charged)).toEqual([]);
    const opened = new Book();
    const opening = opened.open([openingSeason("2023-2024", { chargedFen: 9, paidFen: 9 })]);
    const back = opened.reverse(opening);
    expect(referredEntries(back)).toEqual([opening.id]);
    expect(movesOf(back, 2, () => opening)).toMatchObject([
      { dueFen: -9, paidFen: -9, owedFen: 0 },
    ]);
    expect(() => movesOf(back, 2, () => undefined)).toThrow("takes back an opening");
  });

  test("streams of suspense owe nothing", () => {
    expect(movesOf({ ...charged, streamId: "suspense/hall-1" }, 1, known)).toEqual([]);
  });

  test("what older entries do not say is unknown", () => {
    expect(placeParts(undefined)).toEqual({
      branch: "-",
      station: "-",
      building: "-",
      traits: "",
    });
    expect(placeParts("b1/s1/h1")).toMatchObject({ building: "h1", traits: "" });
  });
});
