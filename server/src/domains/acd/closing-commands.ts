import {
  closeQueue,
  closingAt,
  queueClosings,
  reopenQueue,
  type Closing,
  type ClosingWish,
  type QueueClosing,
} from "@warmline/shared/acd/closing.ts";
import type { Skill } from "@warmline/shared/acd/model.ts";
import { mapOk, ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { put, type Write } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

interface OfQueues {
  /** One at least. */
  readonly skills: readonly Skill[];
}

interface Declared<I extends OfQueues, C extends string> {
  readonly name: string;
  readonly rule: (queue: QueueClosing, input: I, moment: Moment) => Result<Body<QueueClosing>, C>;
  readonly reason?: (input: I) => string;
}

/** A supervisor's word on some queues: on all of them, or where one refuses it on none. */
function queuesCommand<I extends OfQueues, C extends string>({
  name,
  rule,
  reason,
}: Declared<I, C>) {
  return command({
    name,
    scope: "city",
    async load(reads, input: I): Promise<Result<QueueClosing[], never>> {
      const skills = [...new Set(input.skills)];
      return ok(await Promise.all(skills.map((skill) => queueOf(reads, skill))));
    },
    decide(queues, input, moment) {
      const writes: Write[] = [];
      for (const queue of queues) {
        const kept = mapOk(rule(queue, input, moment), (next) => put(queueClosings, queue, next));
        if (!kept.ok) return kept;
        writes.push(kept.value);
      }
      return ok({
        value: { skills: queues.map(({ id }) => id) },
        writes,
        subjects: queues.map(({ id }) => `${queueClosings.name}/${id}`),
        reason: reason?.(input),
      });
    },
  });
}

/** 关闭队列. Refusal: `end-not-ahead`. */
export const closeQueues = queuesCommand({
  name: "acd.close-queues",
  rule: (queue, wish: OfQueues & ClosingWish, { at, actor }) => closeQueue(queue, wish, at, actor),
  reason: ({ reason }) => reason,
});

/** 重新开放队列, its inverse. Refusal: `queue-not-closed`, also where one of several is open. */
export const reopenQueues = queuesCommand({
  name: "acd.reopen-queues",
  rule: (queue, _: OfQueues, { at }) => reopenQueue(queue, at),
});

/** Held against the commit, so that nobody comes into a queue that closes at that moment. */
export async function loadClosing(
  reads: Pick<Reads, "get">,
  skill: Skill,
  { at }: Pick<Moment, "at">,
): Promise<Closing | null> {
  return closingAt(await reads.get(queueClosings, skill), at);
}

/** At revision 0: it was never closed. */
async function queueOf(reads: Pick<Reads, "get">, id: Skill): Promise<QueueClosing> {
  return (await reads.get(queueClosings, id)) ?? { id, rev: 0 };
}
