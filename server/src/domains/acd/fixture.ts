import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import { mapOk, ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import type { Attempt } from "@warmline/shared/acd/ring-back.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import { askedWrites, reachedWrites } from "./ring-back-commands.ts";
import {
  enqueueWrites,
  hungUpWrites,
  loadQueued,
  type CallWithAgent,
  type EnqueueInput,
} from "./queue-commands.ts";

/** For tests only: a caller asks for a person, by nothing else. */
export const enqueue = command({
  name: "acd.enqueue",
  mutex: ({ callId }: EnqueueInput) => `${queuedCalls.name}/${callId}`,
  scope: "anywhere",
  load: async (reads, input: EnqueueInput, moment): Promise<Result<Write[], never>> =>
    ok((await enqueueWrites(reads, input, moment)) ?? []),
  decide: (writes, { callId }) =>
    ok({ value: { callId }, writes, subjects: [`${queuedCalls.name}/${callId}`] }),
});

type OneCall = Pick<EnqueueInput, "callId">;

/** For tests only: what the telephone's own commands do with one call in the queue. */
function ofCall<I extends OneCall, C extends string>(
  name: string,
  writes: (queued: CallWithAgent, input: I, moment: Moment) => Result<Write[], C>,
) {
  return command({
    name,
    scope: "anywhere",
    load: async (reads, { callId }: I): Promise<Result<CallWithAgent, never>> =>
      ok(await loadQueued(reads, callId)),
    decide: (queued, input, moment) =>
      mapOk(writes(queued, input, moment), (done) => ({
        value: { callId: input.callId },
        writes: done,
        subjects: [
          `${queuedCalls.name}/${input.callId}`,
          ...(queued.agent === null ? [] : [`${agents.name}/${queued.agent.id}`]),
        ],
      })),
  });
}

/** The caller hangs up. */
export const endCall = ofCall("acd.end", (queued, { callId }: OneCall, moment) =>
  ok(hungUpWrites(queued, { lineId: callId }, moment)),
);

interface Kept extends OneCall {
  readonly phone: string;
}

/** 预约回电. */
export const keepPlace = ofCall("acd.keep-place", (queued, { phone }: Kept, moment) =>
  askedWrites(queued, phone, moment),
);

/** 回电接通. */
export const reach = ofCall("acd.reach", (queued, input: OneCall & Attempt, moment) =>
  reachedWrites(queued, input, moment),
);

/** The line of a call-back is over. */
export const endLine = ofCall("acd.end-line", (queued, input: OneCall & Attempt, moment) =>
  ok(hungUpWrites(queued, input, moment)),
);
