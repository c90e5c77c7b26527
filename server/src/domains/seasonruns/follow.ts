import { seasonRuns, WORKING_STATES } from "@warmline/shared/seasonruns/model.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { orderCarryingOn } from "./run-job.ts";

/**
 * Follows the log: whatever brought a run to a state in which there is work, a command or an
 * approval, its job is wanted. Every node does so; the same revision is one job.
 */
export async function followSeasonRuns(deps: Deps): Promise<void> {
  const { store } = deps;

  async function handle(batch: readonly LogEntry[]): Promise<void> {
    for (const run of await store.getMany(seasonRuns, writtenIds(batch, seasonRuns))) {
      await orderCarryingOn(deps, run);
    }
  }

  const head = await store.head();
  const where = { state: [...WORKING_STATES] };
  for (const run of await findAll(deps, seasonRuns, { index: "byState", where })) {
    await orderCarryingOn(deps, run);
  }
  const follower = store.follow(head, handle, { name: "season-runs" });
  deps.onStop(() => follower.stop());
}
