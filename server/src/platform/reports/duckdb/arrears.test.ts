import { expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { placeParts, type Move } from "@warmline/shared/reports/moves.ts";
import { NO_SUMS } from "@warmline/shared/reports/sums.ts";
import { emptyReports } from "./fixture.ts";

// 欠费: what is owed by size and number of seasons, as of any day, however late a day comes.

const city = emptyReports();

/** What a household comes to owe, or below zero what it pays. */
function owes(position: number, owed: number, over: Partial<Move> = {}): Move {
  const owedFen = fen(owed);
  const sums = owed > 0 ? { dueFen: owedFen } : { paidFen: fen(-owed) };
  return {
    position,
    day: "2025-11-01",
    accountId: "home-1",
    householdId: "home-1",
    season: "2025-2026",
    fee: "heat",
    place: placeParts("b1/s1/h1"),
    ...NO_SUMS,
    ...sums,
    owedFen,
    ...over,
  };
}

async function add(...moves: Move[]): Promise<void> {
  const { position: after } = await city.reports.anchor();
  const position = Math.max(...moves.map((move) => move.position));
  await city.reports.add({ moves }, { after, until: { position, hash: `hash-${position}` } });
}

const asOf = async (day: string, node: string[] = []) => {
  const { cells } = await city.reports.arrears({ day, node });
  return cells.map(({ id, seasons, size, households, owedFen }) => {
    return [id, seasons, size, households, owedFen];
  });
};

test.each([
  [1, 0],
  [9_999, 0],
  [10_000, 1],
  [49_999, 1],
  [50_000, 2],
  [299_999, 2],
  [300_000, 3],
  [999_999, 3],
  [1_000_000, 4],
  [4_999_999, 4],
  [5_000_000, 5],
])("%i fen is of size %i: each begins with its bound", async (owed, size) => {
  await add(owes(1, owed));
  expect(await asOf("2025-11-01")).toEqual([["b1", 1, size, 1, owed]]);
});

test("all seasons and fees of a household are one debt, less what is paid of it", async () => {
  await add(owes(1, 200_000, { season: "2024-2025", day: "2024-11-01" }), owes(1, 200_000));
  await add(owes(2, 100, { fee: "late-fee", day: "2025-12-01" }));
  await add(owes(3, -200_000, { season: "2024-2025", day: "2025-12-05" }));
  await add(owes(4, -200_100, { day: "2025-12-09" }));
  expect(await asOf("2024-10-31")).toEqual([]);
  expect(await asOf("2024-12-31")).toEqual([["b1", 1, 2, 1, 200_000]]);
  expect(await asOf("2025-11-01")).toEqual([["b1", 2, 3, 1, 400_000]]);
  expect(await asOf("2025-12-04")).toEqual([["b1", 2, 3, 1, 400_100]]);
  expect(await asOf("2025-12-05")).toEqual([["b1", 1, 2, 1, 200_100]]);
  expect(await asOf("2025-12-09")).toEqual([]);
});

test("a day that comes late changes what was owed since", async () => {
  await add(owes(1, 200_000, { day: "2025-11-10" }));
  await add(owes(2, 5_000, { season: "2024-2025", day: "2025-11-05" }));
  await add(owes(3, -150_000, { day: "2025-11-12" }));
  await add(owes(4, -40_000, { day: "2025-11-11" }));
  expect(await asOf("2025-11-04")).toEqual([]);
  expect(await asOf("2025-11-05")).toEqual([["b1", 1, 0, 1, 5_000]]);
  expect(await asOf("2025-11-10")).toEqual([["b1", 2, 2, 1, 205_000]]);
  expect(await asOf("2025-11-11")).toEqual([["b1", 2, 2, 1, 165_000]]);
  expect(await asOf("2025-12-31")).toEqual([["b1", 2, 1, 1, 15_000]]);
});

test("households are counted where they were charged, and added up node by node", async () => {
  const elsewhere = { place: placeParts("b1/s2/h9") };
  const neighbour = { accountId: "home-2", householdId: "home-2" };
  await add(owes(1, 20_000), owes(1, 30_000, elsewhere), owes(1, 40_000, neighbour));
  // Of a former holder, left with the home.
  await add(owes(2, 1_000, { accountId: "home-1~2" }));
  expect(await asOf("2025-12-31")).toEqual([["b1", 1, 1, 3, 91_000]]);
  expect(await asOf("2025-12-31", ["b1"])).toEqual([
    ["s1", 1, 1, 2, 61_000],
    ["s2", 1, 1, 1, 30_000],
  ]);
  const homes = await asOf("2025-12-31", ["b1", "s1", "h1"]);
  expect(homes).toHaveLength(2);
  expect(homes).toContainEqual(["home-1", 1, 1, 1, 21_000]);
  expect(homes).toContainEqual(["home-2", 1, 1, 1, 40_000]);
});
