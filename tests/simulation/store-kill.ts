import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import type { LogEntry, Store } from "@warmline/shared/store/port.ts";
import { openEngine, type EnginePlace } from "./store-engines.ts";
import { counters, facts, KILL_COLLECTIONS, PARTS, parts, type Life } from "./store-kill-life.ts";
import { readWhole } from "./store-stream-check.ts";

const CHILD = fileURLToPath(new URL("./store-kill-child.ts", import.meta.url));

export interface KillOptions {
  readonly place: EnginePlace;
  readonly folder: string;
  readonly seed: number;
  readonly kills: number;
  readonly writers: number;
  readonly followers: number;
  /** Of so many lives, one is killed while it opens the store; the others in mid-stream. */
  readonly openingEvery: number;
  /** A life's work lasts up to this long. */
  readonly lifeMs: number;
  /** After so many lives everything is checked, and at the end. */
  readonly checkEvery: number;
  /** MongoDB: of so many lives, one dies between insert and apply. */
  readonly dieAtInsertEvery?: number;
}

export interface KillStory {
  readonly acknowledged: number;
  readonly head: number;
  /** Commits that were in the log though nobody was told: allowed, as they are whole. */
  readonly untold: number;
}

/** Kills a writing process again and again; throws when anything acknowledged or whole is not. */
export async function killAgainAndAgain(options: KillOptions): Promise<KillStory> {
  const random = seededRandom(options.seed);
  const acknowledged = new Map<number, string>();
  let head = 0;
  for (let number = 1; number <= options.kills; number++) {
    for (const [position, fact] of await liveAndDie(options, number, random)) {
      expect(acknowledged.has(position), `position ${position} given twice`).toBe(false);
      acknowledged.set(position, fact);
    }
    if (number % options.checkEvery !== 0 && number !== options.kills) continue;
    const store = await openEngine(options.place, KILL_COLLECTIONS);
    try {
      head = await checkStore(store, acknowledged, options.writers);
    } finally {
      await store.close();
    }
    checkFollowers(options, head);
  }
  return { acknowledged: acknowledged.size, head, untold: head - acknowledged.size };
}

/** Starts a child, kills it when its time has come, and answers what it had acknowledged. */
async function liveAndDie(
  options: KillOptions,
  number: number,
  random: Random,
): Promise<[number, string][]> {
  const { place, folder, writers, followers, openingEvery, lifeMs, dieAtInsertEvery } = options;
  const suicide = dieAtInsertEvery !== undefined && number % dieAtInsertEvery === 0;
  const dieAtInsert = suicide ? 1 + Math.floor(random.next() * 20) : undefined;
  const life: Life = { place, folder, number, writers, followers, dieAtInsert };
  const opening = !suicide && number % openingEvery === 0;
  const delayMs = random.next() * (opening ? 150 : lifeMs);
  const child = spawn(process.execPath, [CHILD, JSON.stringify(life)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") },
  });
  let output = "";
  let complaints = "";
  let timer: NodeJS.Timeout | undefined;
  const killSoon = () => {
    if (!suicide) timer ??= setTimeout(() => child.kill("SIGKILL"), delayMs);
  };
  if (opening) killSoon();
  child.stdout.on("data", (data: Buffer) => {
    output += data.toString();
    killSoon();
  });
  child.stderr.on("data", (data: Buffer) => (complaints += data.toString()));
  const signal = await new Promise<unknown>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (_, by) => resolve(by));
  });
  clearTimeout(timer);
  if (signal !== "SIGKILL") throw new Error(`life ${number} ended by itself: ${complaints}`);
  // A last line without its end was not said.
  return output
    .split("\n")
    .slice(0, -1)
    .map((line): [number, string] => {
      const [position, fact] = line.split(" ");
      return [Number(position), String(fact)];
    });
}

/** Nothing acknowledged is missing, every commit is whole, and the log has no gap. */
async function checkStore(
  store: Store,
  acknowledged: ReadonlyMap<number, string>,
  writers: number,
): Promise<number> {
  const log = await readWhole(store);
  expect(log.map(({ position }) => position)).toEqual(log.map((_, place) => place + 1));
  const inLog = new Map(log.map((entry) => [entry.position, factOf(entry)]));
  for (const [position, fact] of acknowledged) expect(inLog.get(position)).toBe(fact);
  const logged = [...inLog.values()].filter((fact) => fact !== null);
  expect(new Set(logged).size).toBe(logged.length);

  const found = await store.getMany(facts, logged);
  expect(found.map(({ id }) => id)).toEqual(logged);
  expect(await store.count(facts, { index: "byWriter" })).toBe(logged.length);
  const partIds = logged.flatMap((fact) => PARTS.map((part) => `${fact}/${part}`));
  expect(await store.getMany(parts, partIds)).toHaveLength(partIds.length);
  expect(await store.count(parts, { index: "byFact" })).toBe(partIds.length);
  for (let writer = 0; writer < writers; writer++) {
    const id = `writer-${writer}`;
    const value = logged.filter((fact) => fact.startsWith(`${id}/`)).length;
    const counter = await store.get(counters, id);
    if (counter !== null) expect(counter).toEqual({ id, value, rev: value + 1 });
    else expect(value).toBe(0);
  }
  return log.length;
}

/** The fact of a commit; null for the one that made a writer's counter. */
function factOf({ position, writes }: LogEntry): string | null {
  if (writes.length === 1 && writes[0]?.collection === "counters") return null;
  expect(
    writes.map((write) => write.collection),
    `commit ${position}`,
  ).toEqual(["facts", "counters", ...PARTS.map(() => "parts")]);
  return writes[0]?.id ?? "";
}

/**
 * Each life of a follower begins where the one before had persisted, and goes on by one: so nothing
 * is skipped, and nothing comes again but what had not been persisted.
 */
function checkFollowers({ folder, followers }: KillOptions, head: number): void {
  for (let follower = 0; follower < followers; follower++) {
    const lines = wholeLines(readFileSync(join(folder, `follower-${follower}`), "utf8"));
    let seen = 0;
    let persisted = 0;
    for (const line of lines) {
      const began = /^life \d+ from (\d+)$/.exec(line);
      if (began) {
        expect(Number(began[1]), line).toBe(persisted);
        seen = persisted;
      } else if (/^=\d+$/.test(line)) {
        expect(Number(line.slice(1))).toBe(seen);
        persisted = seen;
      } else if (line !== "") {
        expect(Number(line), `follower ${follower}`).toBe(++seen);
      }
    }
    expect(persisted).toBeLessThanOrEqual(head);
  }
}

/** A line that the kill cut short ends the file, or a new life begins right behind it. */
function wholeLines(text: string): string[] {
  const lines = text.split("\n");
  return lines.filter((_, place) => lines[place + 1]?.startsWith("life") === false);
}
