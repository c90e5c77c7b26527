import { setTimeout as sleep } from "node:timers/promises";
import type { Caller } from "@warmline/server/platform/commands/caller.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { pay } from "@warmline/server/domains/ledger/payment-commands.ts";
import { paying } from "@warmline/server/domains/ledger/testing.ts";
import { findAll } from "@warmline/server/platform/stores/find-pages.ts";
import { households } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";

const PAYMENTS_PER_SECOND = 50;
const PAYER_EVERY = 61;

const program = { kind: "system", id: "bench", name: "bench" } as const;
export const BENCH: Caller = { actor: program, origin: "bench", language: "zh" };

/** Households all over the city. */
export async function payersOf(deps: Deps): Promise<string[]> {
  const found = await findAll(deps, households, { index: "byBranch" });
  return found.filter((_, at) => at % PAYER_EVERY === 0).map(({ id }) => id);
}

/** Latencies of payments that come at an even pace, in the process that does the long run. */
export async function pacedPayments(
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
  const taken = await runCommand(deps, BENCH, pay, paying(id, fen(100), { method: "card" }));
  if (!taken.ok) throw new Error(`a payment is refused: ${taken.code}`);
  latencies.push(performance.now() - due);
}
