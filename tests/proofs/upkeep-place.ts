import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { EnginePlace } from "../simulation/store-engines.ts";
import { dropDatabase, MONGO_URL, newDatabase } from "../simulation/store-mongo.ts";

const WRITER = fileURLToPath(new URL("./writer-child.ts", import.meta.url));
const cli = (name: string) =>
  fileURLToPath(import.meta.resolve(`@warmline/server/upkeep/${name}.ts`));

/** Where a store is, and how commands are told of it. */
export interface Site {
  readonly place: EnginePlace;
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export const ENGINES = [
  { engine: "SQLite", make: sqliteSite, missing: false },
  { engine: "MongoDB", make: mongoSite, missing: MONGO_URL === undefined },
];

async function sqliteSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-proof-"));
  const data = join(folder, "data");
  await mkdir(data);
  return {
    place: { engine: "sqlite", file: join(data, "warmline.sqlite") },
    environment: { PROFILE: "embedded", DATA_DIR: data },
    remove: () => rm(folder, { recursive: true }),
  };
}

async function mongoSite(): Promise<Site> {
  const url = MONGO_URL ?? "";
  const database = newDatabase();
  // Backups need no Redis: the setting has to be there, nothing connects to it.
  const redis = { REDIS_URL: "redis://127.0.0.1:1" };
  return {
    place: { engine: "mongo", url, database },
    environment: { PROFILE: "cluster", MONGO_URL: url, MONGO_DATABASE: database, ...redis },
    remove: () => dropDatabase(url, database),
  };
}

/** A process that commits facts. */
export interface Writer {
  /** How many were acknowledged so far. */
  acknowledged(): number;
  kill(): Promise<void>;
}

export async function startWriter({ place }: Site): Promise<Writer> {
  const child = fork(WRITER, [JSON.stringify(place)]);
  let last = 0;
  child.on("message", (number) => (last = Number(number)));
  await once(child, "message");
  return {
    acknowledged: () => last,
    async kill() {
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

/** Runs a command to its end, or kills it after so long. Answers whether it ended well. */
export async function runCommand(
  name: "backup-cli" | "restore-cli",
  args: readonly string[],
  { environment }: Site,
  killAfterMs: number | null = null,
): Promise<boolean> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [cli(name), ...args], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const exit = once(child, "exit") as Promise<[number | null, string | null]>;
  if (killAfterMs !== null) {
    await Promise.race([exit, sleep(killAfterMs, undefined, { ref: false })]);
    child.kill("SIGKILL");
  }
  const [code, signal] = await exit;
  if (code === 0 || signal === "SIGKILL") return code === 0;
  throw new Error(`${name} ended with ${code}: ${Buffer.concat(said).toString()}`);
}
