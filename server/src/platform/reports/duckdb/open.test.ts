import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { placeParts, type Move } from "@warmline/shared/reports/moves.ts";
import { ReportsUnavailable, type CollectionAsked, type ReportStore } from "../port.ts";
import { openDuckDb } from "./open.ts";

let folder: string;
let file: string;
let reports: ReportStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmline-reports-"));
  file = join(folder, "reports", "reports.duckdb");
  reports = openDuckDb(file);
});
afterEach(async () => {
  await reports.close();
  rmSync(folder, { recursive: true, force: true });
});

const SEASON = "2025-2026";

/** 1,000 fen charged, unless told otherwise. */
function move(position: number, over: Partial<Move> & { readonly at?: string } = {}): Move {
  const { at = "b1/s1/h1", ...rest } = over;
  const accountId = rest.accountId ?? "home-1";
  return {
    position,
    day: "2025-11-01",
    accountId,
    householdId: accountId,
    season: SEASON,
    fee: "heat",
    place: placeParts(at),
    dueFen: fen(1_000),
    paidFen: fen(0),
    relievedFen: fen(0),
    writtenOffFen: fen(0),
    owedFen: fen(1_000),
    ...rest,
  };
}

function paid(position: number, amount: number, over: Parameters<typeof move>[1] = {}): Move {
  const sums = { dueFen: fen(0), paidFen: fen(amount), owedFen: fen(-amount) };
  return move(position, { ...sums, day: "2025-11-20", ...over });
}

const anchor = (position: number) => ({ position, hash: `hash-${position}` });
/** Commits up to one, from the first or from another on. */
const upTo = (position: number, after = 0) => ({ after, until: anchor(position) });

const ask = (over: Partial<CollectionAsked> = {}) =>
  reports.collection({
    season: SEASON,
    day: "2025-12-31",
    node: [],
    skip: 0,
    limit: 100,
    ...over,
  });

/** What is due, paid and owed of each row. */
const rows = async (over: Partial<CollectionAsked> = {}) =>
  (await ask(over)).rows.map(({ id, dueFen, paidFen, owedFen }) => [id, dueFen, paidFen, owedFen]);

test("what nothing was added to knows nothing", async () => {
  expect(await reports.anchor()).toEqual({ position: 0, hash: "" });
  expect(await reports.seasons()).toEqual([]);
  expect(await ask()).toMatchObject({ position: 0, rows: [], count: 0, whole: { dueFen: 0 } });
});

test("who asks while it is being opened waits for it", async () => {
  const asked = [reports.seasons(), ask(), reports.anchor(), reports.seasons()];
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(
    asked.map(() => "fulfilled"),
  );
});

test("rows of each level, the whole and the fees, as of any day", async () => {
  await reports.add(
    {
      moves: [
        move(1),
        move(1, { accountId: "home-2", at: "b1/s1/h2" }),
        move(2, { accountId: "home-3", at: "b2/s3/h9" }),
        move(2, {
          accountId: "home-3",
          at: "b2/s3/h9",
          fee: "late-fee",
          dueFen: fen(7),
          owedFen: fen(7),
        }),
        move(3, { season: "2024-2025" }),
        paid(4, 1_000),
        paid(4, 400, { accountId: "home-3", at: "b2/s3/h9", day: "2025-12-05" }),
      ],
    },
    upTo(4),
  );
  expect(await reports.seasons()).toEqual([SEASON, "2024-2025"]);
  expect(await rows()).toEqual([
    ["b1", 2_000, 1_000, 1_000],
    ["b2", 1_007, 400, 607],
  ]);
  expect(await rows({ day: "2025-12-04" })).toEqual([
    ["b1", 2_000, 1_000, 1_000],
    ["b2", 1_007, 0, 1_007],
  ]);
  expect(await rows({ day: "2025-10-31" })).toEqual([]);
  expect(await rows({ node: ["b1"] })).toEqual([["s1", 2_000, 1_000, 1_000]]);
  expect(await rows({ node: ["b1", "s1"] })).toEqual([
    ["h1", 1_000, 1_000, 0],
    ["h2", 1_000, 0, 1_000],
  ]);
  expect(await rows({ node: ["b2", "s3", "h9"] })).toEqual([["home-3", 1_007, 400, 607]]);
  expect(await rows({ node: ["b2", "s1"] })).toEqual([]);
  const city = await ask();
  expect(city.position).toBe(4);
  expect(city.whole).toMatchObject({ dueFen: 3_007, paidFen: 1_400, households: 3, settled: 1 });
  // A late fee counts in no rate, and does not keep a household from being settled.
  expect(city.whole.counted).toEqual({ dueFen: 3_000, paidFen: 1_400, relievedFen: 0 });
  expect(city.fees.map(({ fee, dueFen }) => [fee, dueFen])).toEqual([
    ["heat", 3_000],
    ["late-fee", 7],
  ]);
});

test("households come page by page, who owes most first, with the whole on each", async () => {
  const homes = ["home-1", "home-2", "home-3"];
  const moves = homes.map((accountId, at) =>
    move(1, { accountId, owedFen: fen(100 * at), paidFen: fen(1_000 - 100 * at) }),
  );
  await reports.add({ moves }, upTo(1));
  const node = ["b1", "s1", "h1"];
  const [first, second] = [await ask({ node, limit: 2 }), await ask({ node, skip: 2, limit: 2 })];
  expect(first.rows.map(({ id }) => id)).toEqual(["home-3", "home-2"]);
  expect(second.rows.map(({ id }) => id)).toEqual(["home-1"]);
  expect([first.count, second.count]).toEqual([3, 3]);
  expect(second.whole).toEqual(first.whole);
  expect(first.whole).toMatchObject({ households: 3, settled: 1 });
});

test("who was charged, and settled, on which day, also where a day comes late", async () => {
  const counts = async (day: string) => {
    const { households, settled } = (await ask({ day })).whole;
    return [households, settled];
  };
  await reports.add({ moves: [move(1, { day: "2025-11-10" })] }, upTo(1));
  await reports.add({ moves: [paid(2, 1_000, { day: "2025-12-10" })] }, upTo(2, 1));
  expect(await counts("2025-11-09")).toEqual([0, 0]);
  expect(await counts("2025-11-10")).toEqual([1, 0]);
  expect(await counts("2025-12-10")).toEqual([1, 1]);
  // Paid in the books of a day before, and the charge taken back.
  await reports.add({ moves: [paid(3, 1_000, { day: "2025-11-20" })] }, upTo(3, 2));
  expect(await counts("2025-11-19")).toEqual([1, 0]);
  expect(await counts("2025-11-20")).toEqual([1, 1]);
  await reports.add(
    { moves: [move(4, { day: "2025-12-20", dueFen: fen(-1_000), owedFen: fen(1_000) })] },
    upTo(4, 3),
  );
  expect(await counts("2025-12-10")).toEqual([1, 1]);
  expect(await counts("2025-12-20")).toEqual([0, 0]);
});

test("old debt: what became of past seasons within some days", async () => {
  const [old, older] = ["2024-2025", "2023-2024"];
  await reports.add(
    {
      moves: [
        move(1, { season: old, day: "2024-11-01" }),
        paid(1, 300, { season: old, day: "2025-12-31" }),
        paid(1, 200, { season: old, day: "2026-01-01" }),
        paid(1, 100, { season: old, day: "2026-02-01" }),
        move(1, { season: older, day: "2026-01-10", at: "b2/s3/h9" }),
        move(1),
      ],
    },
    upTo(1),
  );
  const debt = async (node: readonly string[] = []) =>
    (
      await reports.oldDebt({ before: SEASON, from: "2026-01-01", to: "2026-01-31", node })
    ).rows.map(({ season, openingFen, adjustedFen, paidFen, closingFen }) => {
      return [season, openingFen, adjustedFen, paidFen, closingFen];
    });
  expect(await debt()).toEqual([
    [older, 0, 1_000, 0, 1_000],
    [old, 700, 0, 200, 500],
  ]);
  expect(await debt(["b1"])).toEqual([[old, 700, 0, 200, 500]]);
  expect(await debt(["b1", "s1", "h2"])).toEqual([]);
});

test("a former holder's account is of the same household", async () => {
  const former = { accountId: "home-1.1", householdId: "home-1" };
  await reports.add({ moves: [move(1), paid(2, 1_000, former), move(3, former)] }, upTo(3));
  expect((await ask()).whole).toMatchObject({ dueFen: 2_000, households: 1, settled: 0 });
  expect(await reports.accounts(["home-1", "home-1.1", "home-9"])).toMatchObject([
    { accountId: "home-1", season: SEASON, dueFen: 1_000, owedFen: 1_000 },
    { accountId: "home-1.1", season: SEASON, dueFen: 1_000, paidFen: 1_000, owedFen: 0 },
  ]);
  expect(await reports.accounts([])).toEqual([]);
});

test("the same commits may come again, and in other portions", async () => {
  await reports.add({ moves: [move(1), move(2, { accountId: "home-2" })] }, upTo(2));
  await reports.add({ moves: [move(1)] }, upTo(1));
  await reports.add({ moves: [move(2, { accountId: "home-2" }), paid(3, 10)] }, upTo(3));
  expect(await rows()).toEqual([["b1", 2_000, 10, 1_990]]);
  expect(await reports.anchor()).toEqual(anchor(3));
});

test("commits that bring nothing move the position, at once and for good", async () => {
  await reports.add({ moves: [move(1)] }, upTo(1));
  await reports.add({ moves: [] }, upTo(5));
  expect((await ask()).position).toBe(5);
  expect(await reports.anchor()).toEqual(anchor(5));
  await reports.add({ moves: [paid(6, 10)] }, upTo(6));
  await reports.close();
  reports = openDuckDb(file);
  expect(await reports.anchor()).toEqual(anchor(6));
  expect(await rows()).toEqual([["b1", 1_000, 10, 990]]);
});

test("commits are not added where some before them are missing", async () => {
  await reports.add({ moves: [move(1)] }, upTo(1));
  await expect(reports.add({ moves: [move(3)] }, upTo(3, 2))).rejects.toThrow(ReportsUnavailable);
  await reports.add({ moves: [] }, upTo(2, 1));
  await reports.add({ moves: [move(3)] }, upTo(3, 2));
  expect(await rows()).toEqual([["b1", 2_000, 0, 2_000]]);
});

test("it begins anew when it is told to", async () => {
  await reports.add({ moves: [move(1)] }, upTo(1));
  await reports.clear();
  expect(await reports.anchor()).toEqual({ position: 0, hash: "" });
  expect(await rows()).toEqual([]);
});

test("a file that is damaged is thrown away", async () => {
  await reports.add({ moves: [move(1)] }, upTo(1));
  await reports.close();
  writeFileSync(file, "this is no database");
  reports = openDuckDb(file);
  expect((await reports.anchor()).position).toBe(0);
  await reports.add({ moves: [move(1)] }, upTo(1));
  expect(await rows()).toEqual([["b1", 1_000, 0, 1_000]]);
});

test("a file that is taken away answers nothing until it is made anew", async () => {
  await reports.add({ moves: [move(1)] }, upTo(1));
  rmSync(file);
  await expect(ask()).rejects.toThrow(ReportsUnavailable);
  expect((await reports.anchor()).position).toBe(0);
  expect(await rows()).toEqual([]);
});

test("who reads sees one moment while more comes in", async () => {
  await reports.add({ moves: [move(1)] }, upTo(1));
  const [before] = await Promise.all([ask(), reports.add({ moves: [move(2)] }, upTo(2, 1))]);
  expect(before.whole.dueFen).toBe(before.position * 1_000);
  expect((await ask()).whole.dueFen).toBe(2_000);
});
