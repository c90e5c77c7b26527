import { disputeItems, undoDunning } from "@warmline/server/domains/dunning/commands.ts";
import { caller, storedAccount } from "@warmline/server/domains/ledger/testing.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { dunningEvents } from "@warmline/shared/dunning/model.ts";
import type { Random } from "@warmline/shared/kernel/ids.ts";

const REFUSED = { ok: false } as const;

/** 标记争议 of something that is open. */
export async function disputeOne(deps: Deps, id: string, random: Random) {
  const items = (await storedAccount(deps, id))?.items ?? [];
  const item = items[Math.floor(random.next() * items.length)];
  if (item === undefined) return REFUSED;
  const input = { id, itemIds: [item.itemId], reason: "面积" };
  return runCommand(deps, caller(), disputeItems, input);
}

/** 撤回 of the newest dispute that stands. */
export async function settleOne(deps: Deps, id: string) {
  const where = { accountId: id };
  const events = await deps.store.find(dunningEvents, { index: "byAccount", where });
  const undone = new Set(events.map(({ undoes }) => undoes));
  const standing = events.filter((one) => one.fact.kind === "dispute" && !undone.has(one.id));
  const last = standing.at(-1);
  if (last === undefined) return REFUSED;
  const input = { id, eventId: last.id, reason: "已核对" };
  return runCommand(deps, caller(), undoDunning, input);
}

export async function settleDisputes(deps: Deps, id: string): Promise<void> {
  while ((await settleOne(deps, id)).ok);
}
