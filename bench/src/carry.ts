import { setTimeout as sleep } from "node:timers/promises";
import { carryOn } from "@warmline/server/domains/carryforwards/fixture.ts";
import { dropCarry } from "@warmline/server/domains/carryforwards/steer-commands.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Measurable, Measured, RunOptions } from "../../tools/measured.ts";
import { begunNow, openCarryCity } from "./carry-city.ts";
import { rawReads, seqsOf } from "./carry-floor.ts";
import { milliseconds, quantile, timed } from "./figures.ts";
import { BENCH, pacedPayments, payersOf } from "./paced-payments.ts";
import { rawSeason, rowsAfter } from "./season-floor.ts";

/** As many unless `--rounds` says otherwise. */
const HOUSEHOLDS = 60_000;
const CITY = 600_000;
const TARGET_S = 20;
const ALONE_MS = 4_000;

/** Alone, once more for its hash, and beside payments. */
async function run({ rounds: count = HOUSEHOLDS }: RunOptions): Promise<Measured[]> {
  const { deps, previousId, before, close } = await openCarryCity(count);
  try {
    const since = await seqsOf(deps.store, previousId);
    const head = await deps.store.head();
    const first = await timed(async () => carryOn(deps, await begunNow(deps)));
    const raw = rawReads(before, since) + rawSeason(before, await rowsAfter(deps.store, head));
    const ids = await payersOf(deps);
    await runCommand(deps, BENCH, dropCarry, { id: first.value.id });
    await pacedPayments(deps, ids, sleep(1_000)); // warm
    const quiet = quantile(await pacedPayments(deps, ids, sleep(ALONE_MS)), 0.99);
    const id = await begunNow(deps);
    const again = carryOn(deps, id);
    const beside = quantile(await pacedPayments(deps, ids, again), 0.99);
    const { statement } = await again;
    const { hash, exceptions = -1 } = first.value.statement ?? {};
    const seconds = (first.took / 1_000) * (CITY / count);
    return [
      {
        name: "exceptions, and a second carry-forward beside payments has the same hash",
        value: `${exceptions}, ${statement?.hash === hash ? "yes" : "no"}`,
        target: "0, yes",
        holds: exceptions === 0 && statement?.hash === hash,
      },
      {
        name: "payments beside a carry-forward, p99",
        value: `${milliseconds(beside)} (${milliseconds(quiet)} alone)`,
        target: "< 50 ms, or ≤ 2 × alone",
        holds: beside < 50 || beside <= 2 * quiet,
      },
      {
        name: `a carry-forward of ${CITY.toLocaleString("en")} households`,
        value:
          `${seconds.toFixed(1)} s, from ${count.toLocaleString("en")} in ` +
          `${(first.took / 1_000).toFixed(1)} s; ${(raw / first.took).toFixed(2)} of raw ` +
          "node:sqlite reading and writing the same",
        target: `< ${TARGET_S} s`,
        holds: seconds < TARGET_S,
      },
    ];
  } finally {
    await close();
  }
}

export const carry: Measurable = {
  about: "a whole city carried forward a year, against raw SQLite, and payments beside it",
  run,
};
