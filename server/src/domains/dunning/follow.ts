import { cases } from "@warmline/shared/cases/model.ts";
import { dunningCases } from "@warmline/shared/dunning/model.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { instalmentPlans } from "@warmline/shared/ledger/plan.ts";
import { refunds } from "@warmline/shared/ledger/refund.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { BY_ITSELF } from "./by-itself.ts";
import { lookAt } from "./look-command.ts";

/**
 * Follows the log, on every node: whoever is being dunned and pays, agrees to instalments, is to be
 * refunded or reports that it is cold has the next step taken back at once. Whoever is second finds
 * it done. What was committed while no server ran is found by the daily job.
 */
export async function followDunning(deps: Deps): Promise<void> {
  const { store } = deps;

  async function handle(batch: readonly LogEntry[]): Promise<void> {
    const accountIds = await touched(deps, batch);
    if (accountIds.length > 0) await runCommand(deps, BY_ITSELF, lookAt, { accountIds });
  }

  const follower = store.follow(await store.head(), handle, { name: "dunning" });
  deps.onStop(() => follower.stop());
}

/** Accounts with a dunning of theirs that something was written about. */
async function touched(
  { store }: Pick<Deps, "store">,
  batch: readonly LogEntry[],
): Promise<string[]> {
  const [plans, due, reported] = await Promise.all([
    store.getMany(instalmentPlans, writtenIds(batch, instalmentPlans)),
    store.getMany(refunds, writtenIds(batch, refunds)),
    store.getMany(cases, writtenIds(batch, cases)),
  ]);
  const others = [
    ...[...plans, ...due].map(({ accountId }) => accountId),
    ...reported.flatMap(({ householdId = [] }) => householdId),
  ];
  const ids = [...new Set([...writtenIds(batch, accounts), ...others])];
  const kept = ids.length === 0 ? [] : await store.getMany(dunningCases, ids);
  return kept.map(({ id }) => id);
}
