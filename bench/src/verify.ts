import type { VerificationReport } from "@warmline/shared/ledger/verification.ts";
import { openTestDeps } from "@warmline/server/testing.ts";
import { verifyJournal } from "@warmline/server/domains/ledger/verify.ts";
import {
  helpersBeside,
  withHelpers,
} from "@warmline/server/domains/ledger/verification-helpers.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { perSecond, quantile, rate } from "./figures.ts";

const HOUSEHOLDS = 20_000;
const SEASONS = 3;
const RUNS = 5;
const TARGET = 100_000;

/**
 * Whole verification runs of a demo city's journal, streams, receipts and commit log: on one
 * thread, as beside a server of two cores, and on every core, as `npm run verify` does it. Threads
 * are started before the clock is.
 */
async function run(): Promise<Measured[]> {
  const deps = await openTestDeps();
  try {
    await seedDemoCity(deps, { households: HOUSEHOLDS, seasons: SEASONS, seed: 7 });
    const alone = await median(() => verifyJournal(deps.store));
    const helping = helpersBeside(0);
    const shared = await withHelpers(deps.config, helping, (helpers) =>
      median(() => verifyJournal(deps.store, undefined, helpers)),
    );
    return [
      {
        name: "journal entries verified on one thread",
        value: rate(alone),
        target: "for comparison",
        holds: true,
      },
      {
        name: `journal entries verified on ${helping + 1} threads`,
        value: rate(shared),
        target: `≥ ${rate(TARGET)}`,
        holds: shared >= TARGET,
      },
    ];
  } finally {
    await deps.close();
  }
}

/** Entries a second. */
async function median(verify: () => Promise<VerificationReport>): Promise<number> {
  const speeds: number[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    const started = performance.now();
    const { entries, findings } = await verify();
    if (findings.length > 0) throw new Error(`the demo city is not sound: ${findings[0]?.kind}`);
    speeds.push(perSecond(entries, performance.now() - started));
  }
  return quantile(speeds, 0.5);
}

export const verify: Measurable = {
  about: "the journal of a demo city held against its hashes, accounts and log",
  run,
};
