import type { Clock } from "@warmline/shared/kernel/time.ts";
import { REPEATED, type JobKind } from "../kind.ts";
import { firstDue, nextDue } from "../schedule.ts";
import type { Queues } from "./queues.ts";
import { idOf } from "./status.ts";

/**
 * Repeated jobs exist, once, whoever else begins at the same moment; and none waits for longer than
 * its schedule says, also after the clock was set back or the schedule was changed.
 */
export async function keepRepeated(
  queues: Queues,
  clock: Clock,
  kinds: readonly JobKind[],
): Promise<void> {
  for (const { name, repeat } of kinds) {
    if (repeat === undefined) continue;
    const queue = await queues.of(name);
    const now = clock.now();
    const id = idOf(REPEATED);
    const job = await queue.getJob(id);
    if (job === undefined) {
      const delay = firstDue(repeat, now) - now;
      // The id makes it one, however many nodes add it.
      await queue.add(name, { payload: null, repeats: true }, { jobId: id, delay });
      continue;
    }
    const latest = nextDue(repeat, now);
    const due = await queues.dueAt(queue, id);
    if (due !== null && due > latest) await job.changeDelay(latest - now);
    if (await job.isFailed()) await job.retry("failed");
  }
}
