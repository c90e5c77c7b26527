import { queuedCalls, type QueuedCall } from "@warmline/shared/acd/model.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** For whoever removes what is personal in calls. */

export function loadQueuedOf(
  reads: Pick<Reads, "getMany">,
  callIds: readonly string[],
): Promise<QueuedCall[]> {
  return reads.getMany(queuedCalls, callIds);
}

/** What agents wrote about callers in their own words goes; what calls were about stays. */
export function forgetNotes(over: readonly QueuedCall[]): Write[] {
  return over.flatMap((call) => {
    const { dispositions = [] } = call;
    if (dispositions.every(({ note }) => note === undefined)) return [];
    const kept = dispositions.map(({ note: _, ...rest }) => rest);
    return [replace(queuedCalls, call, { ...call, dispositions: kept })];
  });
}
