import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { MONGO_URL, oldMongo, oldSqlite, type OldStore } from "@warmline/server/upkeep/fixture.ts";
import { collections } from "@warmline/server/modules.ts";
import { verifyStore } from "@warmline/server/platform/stores/verify-store.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { upgradeRuns } from "@warmline/shared/store/upgrade.ts";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";
import type { Measurable, Measured, RunOptions } from "../../tools/measured.ts";

const CLI = fileURLToPath(import.meta.resolve("@warmline/server/upkeep/upgrade-cli.ts"));
const ROUNDS = 10;
/** From this part on of the time that it needs undisturbed a process is killed. */
const EARLIEST = 0.4;
/** Afterwards it is left alone. */
const KILLS_MAX = 4;

/** `npm run upgrade` on the store of commit 2811743, killed again and again, on either engine. */
export const upgrade: Measurable = {
  about: "an upgrade that is killed anywhere and run again comes to the same, with a sound chain",
  async run({ seed, rounds = ROUNDS }: RunOptions): Promise<Measured[]> {
    const measured = [await upgradesOn("SQLite", oldSqlite, rounds, seed)];
    if (MONGO_URL === undefined) {
      console.log("upgrades on MongoDB: skipped, as WARMLINE_TEST_MONGO_URL is not set");
      return measured;
    }
    return [...measured, await upgradesOn("MongoDB", oldMongo, rounds, seed)];
  },
};

async function upgradesOn(
  engine: string,
  make: () => Promise<OldStore>,
  rounds: number,
  seed: number,
): Promise<Measured> {
  const random = seededRandom(seed);
  const started = performance.now();
  const expected = await outcome(make, () => null);
  const wholeMs = performance.now() - started;
  const killAfterMs = () => wholeMs * (EARLIEST + random.next() * (1 - EARLIEST));
  let [kills, broken] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const came = await outcome(make, killAfterMs);
    kills += came.kills;
    if (came.findings.length === 0 && came.placed === expected.placed) continue;
    broken += 1;
    console.log(`round ${round}: ${came.findings.join("; ")} ${came.placed}`);
  }
  return {
    name: `upgrade on ${engine}`,
    value: `${rounds} rounds, ${kills} kills, ${broken} broken`,
    target: "0 broken",
    holds: broken === 0 && kills > 0,
  };
}

async function outcome(make: () => Promise<OldStore>, killAfterMs: () => number | null) {
  const old = await make();
  try {
    let kills = 0;
    while (!(await runCli(old, kills < KILLS_MAX ? killAfterMs() : null))) kills += 1;
    const store = await old.open();
    const { findings } = await verifyStore(store, collections);
    const run = await store.get(upgradeRuns, String(STORE_VERSION));
    await store.close();
    return { kills, findings, placed: JSON.stringify(run?.placed) };
  } finally {
    await old.remove();
  }
}

/** Whether it came to its end; null: it is not killed. */
async function runCli({ environment }: OldStore, afterMs: number | null): Promise<boolean> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [CLI], { env, stdio: ["ignore", "ignore", "pipe"] });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const exit = once(child, "exit");
  if (afterMs !== null) {
    await Promise.race([exit, sleep(afterMs, undefined, { ref: false })]);
    child.kill("SIGKILL");
  }
  const [code, signal] = (await exit) as [number | null, string | null];
  if (code === 0) return true;
  if (signal === "SIGKILL") return false;
  throw new Error(`upgrade ended with ${code}: ${Buffer.concat(said).toString()}`);
}
