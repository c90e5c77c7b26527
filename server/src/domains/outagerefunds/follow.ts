import { AT_WORK, outageRefunds } from "@warmline/shared/outagerefunds/model.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { orderCarryingOn } from "./refund-job.ts";

/**
 * Follows the log: whatever brought one to a state in which there is work, a command or an
 * approval, its job is wanted. Every node does so; the same revision is one job.
 */
export async function followOutageRefunds(deps: Deps): Promise<void> {
  const { store } = deps;

  async function handle(batch: readonly LogEntry[]): Promise<void> {
    for (const of of await store.getMany(outageRefunds, writtenIds(batch, outageRefunds))) {
      await orderCarryingOn(deps, of);
    }
  }

  const head = await store.head();
  const where = { state: [...AT_WORK] };
  for (const of of await findAll(deps, outageRefunds, { index: "byState", where })) {
    await orderCarryingOn(deps, of);
  }
  const follower = store.follow(head, handle, { name: "outage-refunds" });
  deps.onStop(() => follower.stop());
}
