import { checkStatistics } from "@warmline/server/domains/reports/check.ts";
import { checkBeside } from "@warmline/server/domains/reports/check-beside.ts";
import { checkReports } from "@warmline/server/domains/reports/check-reports.ts";
import { feedReports } from "@warmline/server/domains/reports/feed.ts";
import { waitForHead } from "@warmline/server/domains/reports/wait-for-head.ts";
import { MONGO_URL, openLedgerRoom, type Engine } from "@warmline/server/domains/ledger/testing.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import { addDays, type CityDate } from "@warmline/shared/kernel/time.ts";
import { entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { SEASONS } from "@warmline/shared/ledger/testing.ts";
import type { SummaryRow } from "@warmline/shared/reports/collection.ts";
import { DEBT_NAMES, isDebtBalanced } from "@warmline/shared/reports/old-debt.ts";
import {
  isPrepaidBalanced,
  totalPrepaid,
  type PrepaidSums,
} from "@warmline/shared/reports/prepayments.ts";
import type { NodePath } from "@warmline/shared/reports/node.ts";
import { householdStream } from "@warmline/shared/reports/testing.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { hold, same } from "./holding.ts";
import {
  isRevenueBalanced,
  totalRevenue,
  type RevenueCell,
} from "@warmline/shared/reports/revenue.ts";
import { byMonth, expectedRevenue, revenueAsked } from "./revenue-expected.ts";
import { compareArrears } from "./arrears-compared.ts";
import { compareGone } from "./gone-expected.ts";
import { compareTakings } from "./takings-compared.ts";
import { compareReliefs } from "./reliefs-expected.ts";
import { provenStops } from "./season-reports.ts";
import { expectedPrepaid } from "./prepaid-expected.ts";
import {
  expectedBelow,
  expectedDebt,
  isIdentity,
  sharesOf,
  type Expected,
} from "./reports-expected.ts";

const ROUNDS = 40;
const HOUSEHOLDS = 24;
const FIRST: CityDate = "2025-11-01";
/** Days after the first: before anything, in between, and after everything. */
const DAYS = [-1, 0, 5, 11, 40];
const PROVEN = DAYS.map((days) => addDays(FIRST, days));

const PLACES = ["b1/s1/h1", "b1/s1/h2", "b1/s2/h3", "b2/s3/h4"].map(
  (place) => `${place}/幸福里/residential/dwelling`,
);

/**
 * 统计报表 against the fold of the journal, node by node and day by day: seeded streams of charges,
 * payments, refunds, reversals, openings and balances that stay with former holders, of households
 * that move; fed through the log while the statistics are lost now and then.
 */
export const reports: Measurable = {
  about: "every summary, at each node and as of several days, against the fold of the journal",
  async run({ seed, rounds = ROUNDS }) {
    const engines: Engine[] = MONGO_URL === undefined ? ["sqlite"] : ["sqlite", "mongo"];
    const measured: Measured[] = [];
    for (const engine of engines) measured.push(await prove(engine, seed, rounds));
    return measured;
  },
};

async function prove(engine: Engine, seed: number, rounds: number): Promise<Measured> {
  let [broken, compared] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    try {
      compared += await provenCity(engine, seed + round);
      compared += await provenStops(engine, seed + round);
    } catch (error) {
      broken += 1;
      process.stderr.write(`seed ${seed + round}: ${(error as Error).message}\n`);
    }
  }
  const value = `${rounds} cities, ${compared.toLocaleString("en")} tables, ${broken} broken`;
  return { name: `reports on ${engine}`, value, target: "0 broken", holds: broken === 0 };
}

type Comparison = (deps: Pick<Deps, "reports">, journal: readonly Entry[]) => Promise<number>;

/** Each answers how many tables it held against the journal; a proof may take some alone. */
export const COMPARISONS = {
  summaries: [
    compareSummaries,
    compareDebts,
    (deps, journal) => compareArrears(deps, journal, PROVEN),
  ],
  takings: [
    (deps, journal) => compareTakings(deps, journal, PROVEN),
    comparePrepaid,
    compareRevenue,
    (deps, journal) => compareReliefs(deps, journal, FIRST),
    (deps, journal) => compareGone(deps, journal, FIRST),
  ],
} as const satisfies Record<string, readonly Comparison[]>;

interface City {
  readonly households: number;
  readonly comparisons: readonly Comparison[];
}

const WHOLE: City = { households: HOUSEHOLDS, comparisons: Object.values(COMPARISONS).flat() };

/** Answers how many tables were held against the journal. */
export async function provenCity(
  engine: Engine,
  seed: number,
  { households, comparisons }: City = WHOLE,
): Promise<number> {
  const random = seededRandom(seed);
  const room = await openLedgerRoom(engine);
  const ending = new AbortController();
  const feeding = feedReports(room.deps, ending.signal);
  try {
    const journal = await post(room.deps, random, households);
    const { accounts, differences } = await checkStatistics(room.deps, ending.signal);
    same(differences, [], "what the nightly check says");
    hold(accounts >= households, `${accounts} accounts checked`);
    same(await checkBeside(room.deps.reports), [], "what it says of details");
    same(await checkReports(room.deps.reports), [], "what it says of reports");
    let tables = 0;
    for (const compare of comparisons) tables += await compare(room.deps, journal);
    return tables;
  } finally {
    ending.abort();
    await feeding;
    await room.deps.reports.close();
    await room.close();
  }
}

/** One commit or several entries at once; now and then the statistics are lost. */
async function post(deps: Deps, random: Random, households: number): Promise<Entry[]> {
  const streams = Array.from({ length: households }, (_, at) => {
    const first = Math.floor(random.next() * PLACES.length);
    const moved = random.next() < 0.3 ? [PLACES[(first + 1) % PLACES.length]!] : [];
    const seed = Math.floor(random.next() * 1_000_000_000);
    return householdStream(`home-${at}`, seed, [PLACES[first]!, ...moved]).entries;
  });
  const posted: Entry[] = [];
  while (streams.some((stream) => stream.length > 0)) {
    const stream = streams[Math.floor(random.next() * streams.length)]!;
    const some = stream.splice(0, 1 + Math.floor(random.next() * 4));
    if (some.length === 0) continue;
    await deps.store.commit(some.map(({ rev: _, ...entry }) => insert(entries, entry)));
    posted.push(...some);
    if (random.next() < 0.02) await deps.reports.clear();
  }
  // What was lost is noticed and made anew.
  while ((await deps.reports.anchor()).position < (await deps.store.head()))
    await waitForHead(deps);
  return posted;
}

interface Asked {
  readonly journal: readonly Entry[];
  readonly season: string;
  readonly day: CityDate;
}

async function compareSummaries(
  deps: Pick<Deps, "reports">,
  journal: readonly Entry[],
): Promise<number> {
  let tables = 0;
  for (const days of DAYS) {
    const day = addDays(FIRST, days);
    for (const season of SEASONS) tables += await compareSummary(deps, { journal, season, day });
  }
  return tables;
}

/** From the city down to every household. */
async function compareSummary(
  deps: Pick<Deps, "reports">,
  { journal, season, day }: Asked,
): Promise<number> {
  const shares = sharesOf(journal, day);
  let tables = 0;
  const below = async (node: NodePath): Promise<void> => {
    const found = await deps.reports.collection({ season, day, node, skip: 0, limit: 1_000 });
    const expected = expectedBelow(shares, season, node);
    const where = `${season} of ${node.join("/") || "the city"} as of ${day}`;
    same(comparable(found.rows), sorted(expected), where);
    for (const row of [...found.rows, found.whole]) hold(isIdentity(row), `${where} balances`);
    tables += 1;
    if (node.length < 3) for (const id of Object.keys(expected)) await below([...node, id]);
  };
  await below([]);
  return tables;
}

/** Old debt between any two of the days, of the city and of each branch. */
async function compareDebts(
  { reports: found }: Pick<Deps, "reports">,
  journal: readonly Entry[],
): Promise<number> {
  let tables = 0;
  for (const [at, first] of DAYS.entries()) {
    for (const last of DAYS.slice(at)) {
      const [from, to] = [addDays(FIRST, first), addDays(FIRST, last)];
      const opening = sharesOf(journal, addDays(from, -1));
      const closing = sharesOf(journal, to);
      for (const node of [[], ["b1"], ["b2"]]) {
        const { rows } = await found.oldDebt({ before: "2025-2026", from, to, node });
        const told = rows.map((row) => [row.season, ...DEBT_NAMES.map((name) => row[name])]);
        const some = told.filter(([, ...sums]) => sums.some((sum) => sum !== 0));
        const expected = expectedDebt({ opening, closing }, "2025-2026", node);
        same(some, expected, `old debt of ${node.join() || "the city"}, ${from} to ${to}`);
        for (const row of rows) hold(isDebtBalanced(row), `${row.season} balances`);
        tables += 1;
      }
    }
  }
  return tables;
}

/** By days of supply in each month, at every node: all months are what the journal says. */
async function compareRevenue(
  { reports: found }: Pick<Deps, "reports">,
  journal: readonly Entry[],
): Promise<number> {
  let tables = 0;
  for (const season of SEASONS) {
    for (const days of DAYS) {
      const day = addDays(FIRST, days);
      const where = `revenue of ${season} as of ${day}`;
      const below = async (node: NodePath): Promise<readonly RevenueCell[]> => {
        const asked = revenueAsked(season, day);
        const { cells, chargedFen } = await found.revenue({ ...asked, node });
        hold(isRevenueBalanced(chargedFen, cells), `${where}: ${node.join("/")} balances`);
        for (const [id, own] of Map.groupBy(cells, (cell) => cell.id)) {
          if (node.length === 3) continue;
          const sum = totalRevenue(await below([...node, id]));
          same(sum, totalRevenue(own), `${where}: what lies below ${id}`);
        }
        tables += 1;
        return cells;
      };
      same(byMonth(await below([])), expectedRevenue(journal, revenueAsked(season, day)), where);
    }
  }
  return tables;
}

/** What is on account between any two of the days, and that what lies below comes to it. */
async function comparePrepaid(
  { reports: found }: Pick<Deps, "reports">,
  journal: readonly Entry[],
): Promise<number> {
  let tables = 0;
  for (const [at, first] of DAYS.entries()) {
    for (const last of DAYS.slice(at)) {
      const [from, to] = [addDays(FIRST, first), addDays(FIRST, last)];
      const where = `prepayments, ${from} to ${to}`;
      const below = async (node: NodePath): Promise<PrepaidSums> => {
        const { rows } = await found.prepayments({ from, to, node });
        for (const row of rows) hold(isPrepaidBalanced(row), `${where}: ${row.id} balances`);
        for (const { id, ...row } of node.length < 3 ? rows : []) {
          same(await below([...node, id]), row, `${where}: what lies below ${id}`);
        }
        tables += 1;
        return totalPrepaid(rows);
      };
      same(await below([]), expectedPrepaid(journal, { from, to }), where);
    }
  }
  return tables;
}

function comparable(rows: readonly SummaryRow[]) {
  const told = rows.map(({ id, counted: _, ...row }): [string, Expected] => [id, row]);
  return sorted(
    Object.fromEntries(told.filter(([, row]) => Object.values(row).some((one) => one !== 0))),
  );
}

/** In one order of rows and columns. */
function sorted(rows: Readonly<Record<string, Expected>>) {
  return Object.entries(rows)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, { dueFen, paidFen, relievedFen, writtenOffFen, owedFen, households, settled }]) => {
      return [id, dueFen, paidFen, relievedFen, writtenOffFen, owedFen, households, settled];
    });
}
