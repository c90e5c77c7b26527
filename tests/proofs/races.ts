import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Measurable, Measured, RunOptions } from "../../tools/measured.ts";
import { openEngine, type EnginePlace } from "../simulation/store-engines.ts";
import { dropDatabase, MONGO_URL, newDatabase } from "../simulation/store-mongo.ts";
import type { Finishes, Starts } from "./race-child.ts";
import type { RaceKind } from "./race-kind.ts";
import { RACE_COLLECTIONS, RACE_KINDS } from "./race-kinds.ts";

const CHILD = fileURLToPath(new URL("./race-child.ts", import.meta.url));
const ROUNDS = 10_000;
/** Rounds that run side by side: enough that groups are formed. */
const ABREAST = 25;
/** Racers start within so many milliseconds of each other, mostly at once. */
const APART_MS = 3;
/** Of so many rounds, one is run by both racers in the same process. */
const TOGETHER_EVERY = 4;
const TOLD = 5;

/** Two processes at the same moment, every kind in turn, over every engine that is there. */
export const races: Measurable = {
  about: "two processes decide at the same moment: no rule is broken, whoever was first",
  async run({ seed, rounds = ROUNDS }: RunOptions): Promise<Measured[]> {
    console.log(`races: seed ${seed}, ${rounds} rounds on each engine, ${RACE_KINDS.length} kinds`);
    const folder = await mkdtemp(join(tmpdir(), "warmline-"));
    const sqlite = { engine: "sqlite", file: join(folder, "races.sqlite") } as const;
    const measured = [await racesOn("SQLite", sqlite, rounds, seed)];
    await rm(folder, { recursive: true });
    if (MONGO_URL === undefined) {
      console.log("races on MongoDB: skipped, as WARMLINE_TEST_MONGO_URL is not set");
      return measured;
    }
    const mongo = { engine: "mongo", url: MONGO_URL, database: newDatabase() } as const;
    measured.push(await racesOn("MongoDB", mongo, rounds, seed));
    await dropDatabase(mongo.url, mongo.database);
    return measured;
  },
};

async function racesOn(
  engine: string,
  place: EnginePlace,
  rounds: number,
  seed: number,
): Promise<Measured> {
  const store = await openEngine(place, RACE_COLLECTIONS, { compacting: false });
  const children = [await startChild(place), await startChild(place)] as const;
  const random = seededRandom(seed);
  let broken = 0;
  for (let run = 0, batch = 0; run < rounds; batch += 1) {
    const count = Math.min(ABREAST, rounds - run);
    const found = await runBatch({ store, children, random, batch }, count);
    for (const one of found.slice(0, Math.max(0, TOLD - broken))) console.log(one);
    broken += found.length;
    run += count;
  }
  for (const child of children) {
    child.disconnect();
    if (child.exitCode === null) await once(child, "exit");
  }
  await store.close();
  return {
    name: `races on ${engine}`,
    value: `${rounds} rounds, ${broken} broken`,
    target: "0 broken",
    holds: broken === 0,
  };
}

async function startChild(place: EnginePlace): Promise<ChildProcess> {
  const child = fork(CHILD, [JSON.stringify(place)]);
  await once(child, "message");
  return child;
}

interface Batch {
  readonly store: Store;
  readonly children: readonly [ChildProcess, ChildProcess];
  readonly random: Random;
  readonly batch: number;
}

/** So many rounds of one kind, side by side where they can; answers what was broken. */
async function runBatch(of: Batch, count: number): Promise<object[]> {
  const race = RACE_KINDS[of.batch % RACE_KINDS.length]!;
  const rounds = Array.from({ length: count }, (_, place) => `r${of.batch}-${place}`);
  if (race.alone !== true) return runRounds(of, race, rounds);
  const found: object[] = [];
  for (const round of rounds) found.push(...(await runRounds(of, race, [round])));
  return found;
}

async function runRounds(
  { store, children, random, batch }: Batch,
  race: RaceKind,
  rounds: readonly string[],
): Promise<object[]> {
  const kind = RACE_KINDS.indexOf(race);
  await Promise.all(
    rounds.map(async (round) => {
      const prepared = await store.commit(await race.prepare(round, store));
      assert(prepared.ok, `${race.name}, ${round}: not prepared`);
    }),
  );
  const starts: Starts["starts"][number][][] = [[], []];
  for (const round of rounds) {
    const together = random.next() * TOGETHER_EVERY < 1;
    for (const racer of [0, 1]) {
      const delayMs = Math.max(0, Math.floor(random.next() * 2 * APART_MS) - APART_MS);
      starts[together ? batch % 2 : racer]?.push({ round, racer, delayMs });
    }
  }
  const finishes = await Promise.all(
    children.map(async (child, process): Promise<Finishes> => {
      child.send({ kind, starts: starts[process] ?? [] } satisfies Starts);
      const [finished] = await once(child, "message");
      return finished as Finishes;
    }),
  );
  const took = new Map(rounds.map((round): [string, (boolean | string)[]] => [round, []]));
  for (const [process, some] of starts.entries()) {
    for (const [place, { round, racer }] of some.entries()) {
      took.get(round)![racer] = finishes[process]?.[place] ?? "no answer";
    }
  }
  const found = await Promise.all(
    [...took].map(async ([round, outcomes]) => {
      const thrown = outcomes.find((outcome) => typeof outcome === "string");
      const broken = thrown ?? (await race.check(store, round, outcomes as boolean[]));
      return broken === null ? [] : [{ race: race.name, round, broken }];
    }),
  );
  return found.flat();
}
