import { setTimeout as sleep } from "node:timers/promises";
import type { Caller } from "@warmline/server/platform/commands/caller.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { pay } from "@warmline/server/domains/ledger/payment-commands.ts";
import { paying } from "@warmline/server/domains/ledger/testing.ts";
import { beginRun } from "@warmline/server/domains/seasonruns/begin-command.ts";
import { chargingByRun } from "@warmline/server/domains/seasonruns/charge-request.ts";
import { carryOn } from "@warmline/server/domains/seasonruns/fixture.ts";
import { undoingRun } from "@warmline/server/domains/seasonruns/undo-request.ts";
import { findAll } from "@warmline/server/platform/stores/find-pages.ts";
import { households } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { seasonRuns } from "@warmline/shared/seasonruns/model.ts";
import type { Measurable, Measured, RunOptions } from "../../tools/measured.ts";
import { milliseconds, perSecond, quantile, rate } from "./figures.ts";
import { openSeasonCity, SEASON } from "./season-city.ts";
import { rawSeason, rowsAfter } from "./season-floor.ts";

/** As many unless `--rounds` says otherwise. */
const HOUSEHOLDS = 60_000;
const PAYMENTS_PER_SECOND = 50;
const ALONE_MS = 4_000;
const PAYER_EVERY = 61;
/** Six hundred thousand in a minute. */
const TARGET = 10_000;

const program = { kind: "system", id: "bench", name: "bench" } as const;
const caller: Caller = { actor: program, origin: "bench", language: "zh" };

/** Latencies of payments that come at an even pace, in the process that charges. */
async function payments(
  deps: Deps,
  ids: readonly string[],
  during: Promise<unknown>,
): Promise<number[]> {
  const latencies: number[] = [];
  const paid: Promise<void>[] = [];
  let going = true;
  void during.then(() => (going = false));
  const started = performance.now();
  for (let sent = 0; going; sent += 1) {
    const due = started + (sent * 1_000) / PAYMENTS_PER_SECOND;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    paid.push(payOne(deps, ids[sent % ids.length]!, due, latencies));
  }
  await Promise.all(paid);
  return latencies;
}

/** From when it was due, so that what held the process up counts. */
async function payOne(deps: Deps, id: string, due: number, latencies: number[]): Promise<void> {
  const taken = await runCommand(deps, caller, pay, paying(id, fen(100), { method: "card" }));
  if (!taken.ok) throw new Error(`a payment is refused: ${taken.code}`);
  latencies.push(performance.now() - due);
}

async function timed<T>(work: () => Promise<T>): Promise<{ took: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { took: performance.now() - started, value };
}

async function begun(deps: Deps, what: "charge" | "undo", id: string): Promise<void> {
  const { rev } = (await deps.store.get(seasonRuns, id))!;
  const input = { id, rev, reason: "bench" };
  const done =
    what === "charge"
      ? await runCommand(deps, caller, chargingByRun.command, input)
      : await runCommand(deps, caller, undoingRun.command, input);
  if (!done.ok) throw new Error(done.code);
}

async function previewed(deps: Deps): Promise<string> {
  const done = await runCommand(deps, caller, beginRun(deps), { season: SEASON });
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
    const found = await findAll(deps, households, { index: "byBranch" });
    // All over the city: who is charged in the very commit that is being made waits for it.
    const ids = found.filter((_, at) => at % PAYER_EVERY === 0).map(({ id }) => id);
    const id = await previewed(deps);
    await carryOn(deps, id);
    await payments(deps, ids, sleep(1_000)); // warm
    const quiet = quantile(await payments(deps, ids, sleep(ALONE_MS)), 0.99);
    await begun(deps, "charge", id);
    const beside = quantile(await payments(deps, ids, carryOn(deps, id)), 0.99);
    return { alone: quiet, beside };
  } finally {
    await close();
  }
}

export const season: Measurable = {
  about: "a season charged for a whole city by a run, against raw SQLite, and payments beside it",
  run,
};
