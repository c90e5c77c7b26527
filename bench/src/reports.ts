import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { openDuckDb } from "@warmline/server/platform/reports/duckdb/open.ts";
import type { ReportStore } from "@warmline/server/platform/reports/port.ts";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import type { Move } from "@warmline/shared/reports/moves.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { milliseconds, perSecond, quantile, rate } from "./figures.ts";
import { placeOf, SEASONS, seasonMoves } from "./reports-city.ts";

/** The city that it is made for; `--rounds` is another number of households. */
const HOUSEHOLDS = 600_000;
/** A bulk commit's worth. */
const EACH = 20_000;
const ASKED = 200;
const P99_MAX_MS = 200;

/** What a day's report is asked for: a season, a day in it, and a place so far down. */
const REPORTS = { city: 0, branch: 1, station: 2, building: 3 } as const;

/** 统计报表: rows through the port, then each report at random days and places. */
export const reports: Measurable = {
  about: "statistics: rows fed, and each report at the size of a city, next to raw DuckDB",
  async run({ seed, rounds: households = HOUSEHOLDS }) {
    const folder = mkdtempSync(join(tmpdir(), "warmline-bench-"));
    const file = join(folder, "reports.duckdb");
    const store = openDuckDb(file);
    try {
      const fed = await feed(store, households, seed);
      const measured = [fed];
      for (const [name, depth] of Object.entries(REPORTS)) {
        const random = seededRandom(seed);
        const took = await timed(() => ask(store, draw(random, households, depth)));
        measured.push(told(`the summary of a ${name}`, took, true));
      }
      await store.close();
      const random = seededRandom(seed);
      const raw = await rawly(file, () => draw(random, households, REPORTS.city));
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

async function feed(store: ReportStore, households: number, seed: number): Promise<Measured> {
  let [position, count, took] = [0, 0, 0];
  let some: Move[] = [];
  const add = async () => {
    const started = performance.now();
    position += 1;
    const until = { position, hash: `hash-${position}` };
    await store.add(
      { moves: some.map((move) => ({ ...move, position })) },
      { after: position - 1, until },
    );
    took += performance.now() - started;
    count += some.length;
    some = [];
  };
  for (const at of SEASONS.keys()) {
    for (const move of seasonMoves(at, households, seed)) {
      some.push(move);
      if (some.length === EACH) await add();
    }
  }
  if (some.length > 0) await add();
  const value = `${count.toLocaleString("en")} rows, ${rate(perSecond(count, took))}`;
  return { name: "rows fed", value, target: "all of them", holds: count > 0 };
}

interface Drawn {
  readonly season: string;
  readonly day: string;
  readonly node: readonly string[];
}

function draw(random: Random, households: number, depth: number): Drawn {
  const season = SEASONS[Math.floor(random.next() * SEASONS.length)]!;
  const month = 1 + Math.floor(random.next() * 3);
  const place = placeOf(Math.floor(random.next() * households), households);
  const node = [place.branch, place.station, place.building].slice(0, depth);
  return { season, day: `${season.slice(5)}-0${month}-15`, node };
}

async function ask(store: ReportStore, drawn: Drawn): Promise<void> {
  const { rows } = await store.collection({ ...drawn, skip: 0, limit: 200 });
  if (rows.length === 0) throw new Error(`nothing in ${JSON.stringify(drawn)}`);
}

async function timed(once: () => Promise<void>): Promise<number[]> {
  await once();
  const took: number[] = [];
  for (let count = 0; count < ASKED; count += 1) {
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
