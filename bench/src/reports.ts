import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { openDuckDb } from "@warmline/server/platform/reports/duckdb/open.ts";
import type { Brought, ReportStore } from "@warmline/server/platform/reports/port.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { milliseconds, perSecond, quantile, rate } from "./figures.ts";
import { ASKED, ASKED_OF_HALLS, draw, type Drawn } from "./reports-asked.ts";
import { SEASONS, seasonFacts } from "./reports-city.ts";

/** The city that it is made for; `--rounds` is another number of households. */
const HOUSEHOLDS = 600_000;
/** A bulk commit's worth of facts. */
const EACH = 20_000;
const ASKED_TIMES = 200;
const P99_MAX_MS = 200;

/** How far down a report is asked for: everything, and what a clerk of a building's asks. */
const DEPTHS = { "of the city": 0, "of a branch": 1, "of a building": 3 } as const;

/** 统计报表: rows through the port, then each report at random days and places. */
export const reports: Measurable = {
  about: "statistics: rows fed, and each report at the size of a city, next to raw DuckDB",
  async run({ seed, rounds: households = HOUSEHOLDS }) {
    const folder = mkdtempSync(join(tmpdir(), "warmline-bench-"));
    const file = join(folder, "reports.duckdb");
    const store = openDuckDb(file);
    try {
      const measured = [await feed(store, households, seed)];
      const random = seededRandom(seed);
      const drawn = (depth: number) => () => draw(random, households, depth);
      for (const [report, ask] of Object.entries(ASKED)) {
        for (const [where, depth] of Object.entries(DEPTHS)) {
          measured.push(told(`${report} ${where}`, await asked(store, ask, drawn(depth)), true));
        }
      }
      for (const [report, ask] of Object.entries(ASKED_OF_HALLS)) {
        measured.push(told(`${report} of all halls`, await asked(store, ask, drawn(0)), true));
      }
      await store.close();
      const raw = await rawly(file, drawn(0));
      return [
        ...measured,
        told("raw: the city by branch, without households and fees", raw, false),
      ];
    } finally {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Lists = { [K in keyof Brought]: Brought[K][number][] };

const KINDS = Object.keys(emptyLists()) as (keyof Brought)[];

async function feed(store: ReportStore, households: number, seed: number): Promise<Measured> {
  let [position, rows, facts, took] = [0, 0, 0, 0];
  let lists = emptyLists();
  const add = async () => {
    const started = performance.now();
    position += 1;
    const at = (one: object) => ({ ...one, position });
    const brought = Object.fromEntries(KINDS.map((kind) => [kind, lists[kind].map(at)]));
    const until = { position, hash: `hash-${position}` };
    await store.add(brought as Partial<Brought>, { after: position - 1, until });
    took += performance.now() - started;
    rows += KINDS.reduce((sum, kind) => sum + lists[kind].length, 0);
    [lists, facts] = [emptyLists(), 0];
  };
  for (const at of SEASONS.keys()) {
    for (const fact of seasonFacts(at, households, seed)) {
      for (const kind of KINDS) (lists[kind] as object[]).push(...(fact[kind] ?? []));
      facts += 1;
      if (facts === EACH) await add();
    }
  }
  if (facts > 0) await add();
  const value = `${rows.toLocaleString("en")} rows, ${rate(perSecond(rows, took))}`;
  return { name: "rows fed", value, target: "all of them", holds: rows > 0 };
}

function emptyLists(): Lists {
  return {
    moves: [],
    areas: [],
    takings: [],
    prepaid: [],
    earned: [],
    relieved: [],
    paidOut: [],
    undone: [],
    stopActs: [],
  };
}

/** Places in which there is nothing to tell are fast; so that not all are such. */
async function asked(
  store: ReportStore,
  ask: (store: ReportStore, of: Drawn) => Promise<number>,
  next: () => Drawn,
): Promise<number[]> {
  let rows = 0;
  const took = await timed(async () => {
    rows += await ask(store, next());
  });
  if (rows === 0) throw new Error("no report has a row");
  return took;
}

async function timed(once: () => Promise<void>): Promise<number[]> {
  await once();
  const took: number[] = [];
  for (let count = 0; count < ASKED_TIMES; count += 1) {
    const started = performance.now();
    await once();
    took.push(performance.now() - started);
  }
  return took;
}

/** What a person who writes SQL would ask of the same file: sums by branch alone. */
async function rawly(file: string, next: () => Drawn): Promise<number[]> {
  const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const sql = `SELECT b.branch, sum(m.due), sum(m.paid), sum(m.owed) FROM moves m
    JOIN buildings b ON b.id = m.building
    WHERE m.season = $1 AND m.day <= CAST($2 AS DATE) GROUP BY b.branch`;
  const took = await timed(async () => {
    const { season, day } = next();
    await connection.runAndReadAll(sql, [season, day]);
  });
  connection.closeSync();
  instance.closeSync();
  return took;
}

function told(name: string, took: readonly number[], isTarget: boolean): Measured {
  const [p50, p99] = [quantile(took, 0.5), quantile(took, 0.99)];
  return {
    name,
    value: `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`,
    target: isTarget ? `p99 < ${P99_MAX_MS} ms` : "the floor",
    holds: !isTarget || p99 < P99_MAX_MS,
  };
}
