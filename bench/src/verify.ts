import { openTestDeps } from "@warmline/server/testing.ts";
import { verifyJournal } from "@warmline/server/domains/ledger/verify.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { perSecond, quantile, rate } from "./figures.ts";

const HOUSEHOLDS = 5_000;
const SEASONS = 3;
const RUNS = 5;

/** Whole verification runs of a demo city's journal, streams and commit log, on one thread. */
async function run(): Promise<Measured[]> {
  const deps = await openTestDeps();
  try {
    await seedDemoCity(deps, { households: HOUSEHOLDS, seasons: SEASONS, seed: 7 });
    const speeds: number[] = [];
    for (let round = 0; round < RUNS; round += 1) {
      const started = performance.now();
      const { entries, findings } = await verifyJournal(deps.store);
      if (findings.length > 0) throw new Error(`the demo city is not sound: ${findings[0]?.kind}`);
      speeds.push(perSecond(entries, performance.now() - started));
    }
    const speed = quantile(speeds, 0.5);
    return [
      {
        name: "journal entries verified",
        value: rate(speed),
        target: "≥ 100,000/s",
        holds: speed >= 100_000,
      },
    ];
  } finally {
    await deps.close();
  }
}

export const verify: Measurable = {
  about: "the journal of a demo city held against its hashes, accounts and log",
  run,
};
