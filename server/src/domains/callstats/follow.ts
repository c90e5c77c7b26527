import { agentPeriods, callPeriods } from "@warmline/shared/acd/periods.ts";
import { chatPeriods } from "@warmline/shared/chatdesk/periods.ts";
import { callSumsProgress } from "@warmline/shared/callstats/model.ts";
import type { LogEntry } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { checkProgress, reckonUp } from "./reckon.ts";

const TOLD_BY: ReadonlySet<string> = new Set([
  agentPeriods.name,
  callPeriods.name,
  chatPeriods.name,
  // Reckoned anew, as it was asked for on any node.
  callSumsProgress.name,
]);

/** Follows the log, on every node; whoever is second finds it reckoned. */
export async function followPeriods(deps: Deps): Promise<void> {
  const { store } = deps;
  let stopped = false;
  const head = await store.head();
  await checkProgress(deps);
  // What was committed while no server ran may be a long log: nobody waits for it.
  const caughtUp = reckonUp(deps, () => stopped).catch((error: unknown) => {
    deps.log.error({ error }, "the telephone's sums were not caught up");
  });
  const follower = store.follow(
    head,
    async (batch) => {
      if (!batch.some(tells)) return;
      await caughtUp;
      await reckonUp(deps, () => stopped);
    },
    { name: "callstats" },
  );
  deps.onStop(async () => {
    stopped = true;
    await Promise.all([caughtUp, follower.stop()]);
  });
}

function tells({ writes }: LogEntry): boolean {
  return writes.some(({ collection }) => TOLD_BY.has(collection));
}
