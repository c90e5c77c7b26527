import { setTimeout as sleep } from "node:timers/promises";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { beginRun } from "@warmline/server/domains/seasonruns/begin-command.ts";
import { chargingByRun } from "@warmline/server/domains/seasonruns/charge-request.ts";
import { carryOn } from "@warmline/server/domains/seasonruns/fixture.ts";
import { undoingRun } from "@warmline/server/domains/seasonruns/undo-request.ts";
import { seasonRuns } from "@warmline/shared/seasonruns/model.ts";
import type { Measurable, Measured, RunOptions } from "../../tools/measured.ts";
import { milliseconds, perSecond, quantile, rate, timed } from "./figures.ts";
import { BENCH, pacedPayments, payersOf } from "./paced-payments.ts";
import { openSeasonCity, SEASON } from "./season-city.ts";
import { rawSeason, rowsAfter } from "./season-floor.ts";

/** As many unless `--rounds` says otherwise. */
const HOUSEHOLDS = 60_000;
const ALONE_MS = 4_000;
/** Six hundred thousand in a minute. */
const TARGET = 10_000;

async function begun(deps: Deps, what: "charge" | "undo", id: string): Promise<void> {
  const { rev } = (await deps.store.get(seasonRuns, id))!;
  const input = { id, rev, reason: "bench" };
  const done =
    what === "charge"
      ? await runCommand(deps, BENCH, chargingByRun.command, input)
      : await runCommand(deps, BENCH, undoingRun.command, input);
  if (!done.ok) throw new Error(done.code);
}

async function previewed(deps: Deps): Promise<string> {
  const done = await runCommand(deps, BENCH, beginRun(deps), { season: SEASON });
  if (!done.ok) throw new Error(done.code);
  return done.value.id;
}

/** Alone, and beside payments: a city of its own each, as nobody is charged twice. */
async function run({ rounds: count = HOUSEHOLDS }: RunOptions): Promise<Measured[]> {
  const { preview, charge, undo, raw } = await alone(count);
  const { alone: quiet, beside } = await withPayments(count);
  const speed = perSecond(count, charge);
  const share = (raw / charge).toFixed(2);
  return [
    {
      name: `households previewed by a season run, of ${count}`,
      value: rate(perSecond(count, preview)),
      target: "for comparison",
      holds: true,
    },
    {
      name: "payments beside a season run, p99",
      value: `${milliseconds(beside)} (${milliseconds(quiet)} alone)`,
      target: "< 50 ms, or ≤ 2 × alone",
      holds: beside < 50 || beside <= 2 * quiet,
    },
    {
      name: "charges undone by a season run",
      value: rate(perSecond(count, undo)),
      target: "for comparison",
      holds: true,
    },
    {
      name: "charges by a season run",
      value: `${rate(speed)}, ${share} of raw node:sqlite writing the same bytes`,
      target: `≥ ${rate(TARGET)}`,
      holds: speed >= TARGET,
    },
  ];
}

async function alone(count: number) {
  const { deps, before, close } = await openSeasonCity(count);
  try {
    const id = await previewed(deps);
    const preview = await timed(() => carryOn(deps, id));
    await begun(deps, "charge", id);
    const head = await deps.store.head();
    const charge = await timed(() => carryOn(deps, id));
    const raw = rawSeason(before, await rowsAfter(deps.store, head));
    await begun(deps, "undo", id);
    const undo = await timed(() => carryOn(deps, id));
    return { preview: preview.took, charge: charge.took, undo: undo.took, raw };
  } finally {
    await close();
  }
}

async function withPayments(count: number): Promise<{ alone: number; beside: number }> {
  const { deps, close } = await openSeasonCity(count);
  try {
    // All over the city: who is charged in the very commit that is being made waits for it.
    const ids = await payersOf(deps);
    const id = await previewed(deps);
    await carryOn(deps, id);
    await pacedPayments(deps, ids, sleep(1_000)); // warm
    const quiet = quantile(await pacedPayments(deps, ids, sleep(ALONE_MS)), 0.99);
    await begun(deps, "charge", id);
    const beside = quantile(await pacedPayments(deps, ids, carryOn(deps, id)), 0.99);
    return { alone: quiet, beside };
  } finally {
    await close();
  }
}

export const season: Measurable = {
  about: "a season charged for a whole city by a run, against raw SQLite, and payments beside it",
  run,
};
