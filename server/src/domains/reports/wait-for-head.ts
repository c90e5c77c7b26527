import { setTimeout as sleep } from "node:timers/promises";
import type { Deps } from "../../platform/deps.ts";

/** A commit is counted within milliseconds; what takes longer is being made anew. */
const WAIT_MAX_MS = 500;
const LOOK_MS = 5;

/**
 * Waits a moment until what is committed by now is counted, so that whoever has just posted finds
 * it in the report. Answers the newest commit as it was asked for.
 */
export async function waitForHead({
  store,
  reports,
}: Pick<Deps, "store" | "reports">): Promise<number> {
  const head = await store.head();
  for (let waited = 0; waited < WAIT_MAX_MS; waited += LOOK_MS) {
    if ((await reports.anchor()).position >= head) break;
    await sleep(LOOK_MS);
  }
  return head;
}
