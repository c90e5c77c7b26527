import { carryForwards } from "@warmline/shared/carryforwards/model.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { orderCarrying } from "./carry-job.ts";

/**
 * Follows the log: whatever let a carry-forward be reckoned, its job is wanted. Every node does so;
 * the same revision is one job.
 */
export async function followCarryForwards(deps: Deps): Promise<void> {
  const { store } = deps;

  async function handle(batch: readonly LogEntry[]): Promise<void> {
    for (const carry of await store.getMany(carryForwards, writtenIds(batch, carryForwards))) {
      await orderCarrying(deps, carry);
    }
  }

  const head = await store.head();
  const where = { state: "reckoning" };
  for (const carry of await findAll(deps, carryForwards, { index: "byState", where })) {
    await orderCarrying(deps, carry);
  }
  const follower = store.follow(head, handle, { name: "carry-forwards" });
  deps.onStop(() => follower.stop());
}
