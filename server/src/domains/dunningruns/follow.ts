import { dunningCases } from "@warmline/shared/dunning/model.ts";
import {
  dunningMessages,
  dunningRuns,
  WORKING_STATES,
  type DunningMessage,
} from "@warmline/shared/dunningruns/model.ts";
import { notices } from "@warmline/shared/notices/model.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { BY_ITSELF } from "./by-itself.ts";
import { noticeIdOf } from "./notice-id.ts";
import { orderCarryingOn } from "./run-job.ts";
import { settleMessage } from "./settle-command.ts";
import { takeBack } from "./take-back-command.ts";

/** Accounts looked for at once. */
const AT_ONCE = 200;

/**
 * Follows the log, on every node: a run in which there is work has its job, a message is known by
 * what became of its notice, and one to an account that has paid, promised or is spared is taken
 * back. Whoever is second finds it done; what happened while no server ran is found at the start.
 */
export async function followDunningRuns(deps: Deps): Promise<void> {
  const { store } = deps;

  async function handle(batch: readonly LogEntry[]): Promise<void> {
    for (const run of await store.getMany(dunningRuns, writtenIds(batch, dunningRuns))) {
      await orderCarryingOn(deps, run);
    }
    const told = await store.getMany(notices, writtenIds(batch, notices));
    for (const { id, about } of told) {
      if (about.kind === "dunning") await settle(deps, id);
    }
    await retract(deps, await queuedTo(deps, writtenIds(batch, dunningCases)));
  }

  const head = await store.head();
  const working = { index: "byState", where: { state: [...WORKING_STATES] } };
  for (const run of await findAll(deps, dunningRuns, working)) await orderCarryingOn(deps, run);
  const queued = { index: "byOpen", where: { state: "queued" } };
  const underWay = await findAll(deps, dunningMessages, queued);
  for (const message of underWay) await settle(deps, noticeIdOf(message));
  await retract(deps, underWay);
  const follower = store.follow(head, handle, { name: "dunning-runs" });
  deps.onStop(() => follower.stop());
}

async function settle(deps: Deps, noticeId: string): Promise<void> {
  await runCommand(deps, BY_ITSELF, settleMessage, { noticeId });
}

async function queuedTo(
  { store }: Pick<Deps, "store">,
  accountIds: readonly string[],
): Promise<DunningMessage[]> {
  const found: DunningMessage[] = [];
  for (let from = 0; from < accountIds.length; from += AT_ONCE) {
    const where = { accountId: accountIds.slice(from, from + AT_ONCE), state: "queued" };
    found.push(...(await findAll({ store }, dunningMessages, { index: "byAccount", where })));
  }
  return found;
}

/** Each in a commit of its own: what stands in the way of one is none of the others'. */
async function retract(deps: Deps, messages: readonly DunningMessage[]): Promise<void> {
  for (const { id } of messages) await runCommand(deps, BY_ITSELF, takeBack, { ids: [id] });
}
