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

/**
 * What agents wrote about callers in their own words goes, and the number at which they were rung
 * back; what calls were about stays.
 */
export function forgetNotes(over: readonly QueuedCall[]): Write[] {
  return over.flatMap((call) => {
    const { dispositions = [], ringBack } = call;
    const noted = dispositions.some(({ note }) => note !== undefined);
    const rung = ringBack !== undefined && ringBack.phone !== "";
    if (!noted && !rung) return [];
    const next = {
      ...call,
      ...(noted ? { dispositions: dispositions.map(({ note: _, ...rest }) => rest) } : {}),
      ...(rung ? { ringBack: { ...ringBack, phone: "" } } : {}),
    };
    return [replace(queuedCalls, call, next)];
  });
}
