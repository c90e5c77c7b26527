import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import type { Measurable, Measured, RunOptions } from "../../tools/measured.ts";
import { brokenFacts } from "./facts.ts";
import { ENGINES, runCommand, startWriter, type Site, type Writer } from "./upkeep-place.ts";

const ROUNDS = 10;
/** So much longer than it took at first a killed command might have gone on. */
const SPAN = 1.1;
const FIRST_MS = 3_000;

/** Backups while a process commits, each restored; both are killed now and then. */
export const backup: Measurable = {
  about: "a backup under load is whole when restored; a killed one leaves nothing that looks whole",
  run: (options) => onEngines("backup", backups, options),
};

/** The committing process is killed; what it left is backed up and restored. */
export const kills: Measurable = {
  about: "a process killed while committing: its backup, restored, has all that was acknowledged",
  run: (options) => onEngines("kills", afterKills, options),
};

type Round = (site: Site, into: Site, target: string, random: Random) => Promise<string | null>;

async function onEngines(
  name: string,
  round: Round,
  { seed, rounds = ROUNDS }: RunOptions,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const { engine, make, missing } of ENGINES) {
    if (missing) {
      console.log(`${name} on ${engine}: skipped, as WARMLINE_TEST_MONGO_URL is not set`);
      continue;
    }
    const random = seededRandom(seed);
    let broken = 0;
    for (let at = 0; at < rounds; at += 1) {
      const folder = await mkdtemp(join(tmpdir(), "warmline-backup-"));
      const [site, into] = [await make(), await make()];
      const found = await round(site, into, join(folder, "backup"), random);
      if (found !== null) console.log(`round ${at}: ${found}`);
      broken += found === null ? 0 : 1;
      for (const one of [site, into]) await one.remove();
      await rm(folder, { recursive: true });
    }
    const value = `${rounds} rounds, ${broken} broken`;
    measured.push({ name: `${name} on ${engine}`, value, target: "0 broken", holds: broken === 0 });
  }
  return measured;
}

let backupMs = FIRST_MS;
let restoreMs = FIRST_MS;

async function backups(site: Site, into: Site, target: string, random: Random) {
  const writer = await startWriter(site);
  try {
    return await whileWriting(writer, { site, into, target, random });
  } finally {
    await writer.kill();
  }
}

interface Places {
  readonly site: Site;
  readonly into: Site;
  readonly target: string;
  readonly random: Random;
}

async function whileWriting(writer: Writer, { site, into, target, random }: Places) {
  let acknowledged = writer.acknowledged();
  if (random.next() < 0.5) {
    await runCommand("backup-cli", [target], site, random.next() * SPAN * backupMs);
    // Whatever stands under the name has to be whole, also when it was killed right after.
    if (existsSync(target)) return restored(into, target, acknowledged, random);
    acknowledged = writer.acknowledged();
  }
  const started = performance.now();
  await runCommand("backup-cli", [target], site);
  backupMs = performance.now() - started;
  return restored(into, target, acknowledged, random);
}

async function restored(into: Site, target: string, acknowledged: number, random: Random) {
  if (random.next() < 0.5) {
    const whole = await runCommand("restore-cli", [target], into, random.next() * SPAN * restoreMs);
    if (whole) return brokenFacts(into.place, acknowledged);
  }
  const started = performance.now();
  try {
    await runCommand("restore-cli", [target], into);
  } catch (error) {
    // Killed behind its last step, it had ended.
    if (!String(error).includes("is in use")) throw error;
  }
  restoreMs = performance.now() - started;
  return brokenFacts(into.place, acknowledged);
}

async function afterKills(site: Site, into: Site, target: string, random: Random) {
  const writer = await startWriter(site);
  await new Promise((done) => setTimeout(done, random.next() * 500));
  await writer.kill();
  const acknowledged = writer.acknowledged();
  await runCommand("backup-cli", [target], site);
  await runCommand("restore-cli", [target], into);
  return (await brokenFacts(into.place, acknowledged)) ?? brokenFacts(site.place, acknowledged);
}
