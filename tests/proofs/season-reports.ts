import { feedReports } from "@warmline/server/domains/reports/feed.ts";
import { checkReports } from "@warmline/server/domains/reports/check-reports.ts";
import { checkStatistics } from "@warmline/server/domains/reports/check.ts";
import { waitForHead } from "@warmline/server/domains/reports/wait-for-head.ts";
import { openLedgerRoom, type Engine } from "@warmline/server/domains/ledger/testing.ts";
import type { NodeAsked, OfClass } from "@warmline/server/platform/reports/port.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { addDays, type CityDate } from "@warmline/shared/kernel/time.ts";
import { entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { SEASONS } from "@warmline/shared/ledger/testing.ts";
import { isAreaBalanced, totalAreas } from "@warmline/shared/reports/area-statement.ts";
import type { NodePath } from "@warmline/shared/reports/node.ts";
import { randomStopping } from "@warmline/shared/reports/stops-testing.ts";
import { householdStream } from "@warmline/shared/reports/testing.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { expectedAreas, expectedStops, spacesOf, type Space } from "./areas-expected.ts";
import {
  isStatementBalanced,
  totalStatement,
  type StatementSums,
} from "@warmline/shared/reports/season-statement.ts";
import { SUM_NAMES, type Sums } from "@warmline/shared/reports/sums.ts";
import { expectedStatement } from "./statement-expected.ts";
import { isStopBalanced, totalStops } from "@warmline/shared/reports/stops.ts";
import { hold, same } from "./holding.ts";
import { sharesOf, type Share } from "./reports-expected.ts";

const HOUSEHOLDS = 12;
const FIRST: CityDate = "2025-11-01";
const DAYS = [0, 5, 11, 40];
/** Entries in a commit. */
const EACH = 20;

/** Some live in a home that is a shop, too. */
const PLACES = [
  "b1/s1/h1/幸福里/residential/dwelling",
  "b1/s1/h2/幸福里/commercial+residential/dwelling",
  "b2/s3/h4/幸福里/residential/dwelling",
];

/**
 * 面积、报停、采暖季 reports against the journal, space by space: seeded streams with stops, restores
 * and their reversals. Answers how many tables were held against it.
 */
export async function provenStops(engine: Engine, seed: number): Promise<number> {
  const room = await openLedgerRoom(engine);
  const ending = new AbortController();
  const feeding = feedReports(room.deps, ending.signal);
  try {
    const journal = await post(room.deps, seed);
    let tables = 0;
    for (const days of DAYS) {
      const day = addDays(FIRST, days);
      for (const season of SEASONS) tables += await compare(room.deps, { journal, season, day });
    }
    const { differences } = await checkStatistics(room.deps, ending.signal);
    same(differences, [], "what the nightly check says");
    same(await checkReports(room.deps.reports), [], "what it says of reports");
    return tables;
  } finally {
    ending.abort();
    await feeding;
    await room.deps.reports.close();
    await room.close();
  }
}

async function post({ store, ...deps }: Deps, seed: number): Promise<Entry[]> {
  const random = seededRandom(seed);
  const journal = Array.from({ length: HOUSEHOLDS }, (_, at) => {
    const first = Math.floor(random.next() * PLACES.length);
    const moved = random.next() < 0.3 ? [PLACES[(first + 1) % PLACES.length]!] : [];
    const own = Math.floor(random.next() * 1_000_000_000);
    const places = [PLACES[first]!, ...moved];
    return householdStream(`home-${at}`, own, places, randomStopping).entries;
  }).flat();
  for (let at = 0; at < journal.length; at += EACH) {
    const some = journal.slice(at, at + EACH);
    await store.commit(some.map(({ rev: _, ...entry }) => insert(entries, entry)));
  }
  while ((await deps.reports.anchor()).position < (await store.head()))
    await waitForHead({ store, reports: deps.reports });
  return journal;
}

interface Asked {
  readonly journal: readonly Entry[];
  readonly season: string;
  readonly day: CityDate;
}

/** From the city down to every household, by price class. */
async function compare(
  { reports }: Pick<Deps, "reports">,
  { journal, season, day }: Asked,
): Promise<number> {
  const spaces = spacesOf(journal, day).filter((one) => one.season === season);
  const shares = sharesOf(journal, day).filter((one) => one.season === season);
  let tables = 0;
  const below = async (node: NodePath): Promise<void> => {
    const within = <T extends Pick<Share, "building">>(all: readonly T[]) =>
      all.filter(({ building }) => node.every((part, at) => building[at] === part));
    const where = `${season} of ${node.join("/") || "the city"} as of ${day}`;
    const { cells } = await reports.areaStatement({ season, day, node });
    for (const cell of cells) hold(isAreaBalanced(cell), `areas: ${where} balances`);
    const expected = by(node, within(spaces), (some) => expectedAreas(some, within(shares)));
    same(told(cells), expected, `areas: ${where}`);
    hold(isAreaBalanced(totalAreas(cells)), `areas: ${where} balances`);
    const stops = await reports.stops({ season, day, node });
    for (const cell of stops.cells) hold(isStopBalanced(cell), `stops: ${where} balances`);
    const known = expectedStops(within(spaces), within(shares));
    same(columns(totalStops(stops.cells)), columns(known), `stops: ${where}`);
    const statement = await reports.seasonStatement({ season, day, node });
    const charged = { spaces: within(spaces), shares: within(shares) };
    const parts = statement.cells.map(({ id, priceClass, ...of }): Row => [
      `${id} ${priceClass}`,
      ...statementParts(of),
    ]);
    same(inOrder(parts), inOrder(expectedStatement(node, charged)), `statement: ${where}`);
    for (const cell of statement.cells) hold(isStatementBalanced(cell), `${where} balances`);
    await compareWithCollection(reports, { season, day, node }, totalStatement(statement.cells));
    tables += 3;
    const ids = new Set(cells.map(({ id }) => id));
    if (node.length < 3) for (const id of ids) await below([...node, id]);
  };
  await below([]);
  return tables;
}

type Row = readonly [key: string, ...sums: readonly unknown[]];

/** The season statement is of the same money as the collection summary's rates. */
async function compareWithCollection(
  reports: Deps["reports"],
  asked: NodeAsked,
  { dueFen, paidFen, relievedFen }: StatementSums,
): Promise<void> {
  const { whole } = await reports.collection({ ...asked, skip: 0, limit: 0 });
  same({ dueFen, paidFen, relievedFen }, whole.counted, "the statement and the summary");
}

/** The whole, heated, stopped, and late fees. */
function statementParts(of: StatementSums): unknown[] {
  const sums = (row: Sums) => SUM_NAMES.map((name) => row[name]);
  const heat = [of, of.heated, of.stopped].map((part) => [
    part.households,
    part.areaMilli,
    ...sums(part),
  ]);
  return [...heat, sums(of.lateFee)];
}

/** In one order of rows and columns. */
function told<S extends object>(cells: readonly OfClass<S>[]): Row[] {
  return inOrder(
    cells.map(({ id, priceClass, ...sums }) => [`${id} ${priceClass}`, ...columns(sums)]),
  );
}

function by<S extends object>(
  node: NodePath,
  spaces: readonly Space[],
  sums: (some: readonly Space[]) => S,
): Row[] {
  const groups = Map.groupBy(
    spaces,
    (one) => `${one.building[node.length] ?? one.householdId} ${one.priceClass}`,
  );
  return inOrder([...groups].map(([key, some]) => [key, ...columns(sums(some))]));
}

function columns(sums: object): unknown[] {
  return Object.entries(sums).toSorted(byKey);
}

function inOrder(rows: readonly Row[]): Row[] {
  return rows.toSorted(byKey);
}

function byKey([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one) < String(other) ? -1 : 1;
}
