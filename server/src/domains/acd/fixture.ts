import { queuedCalls } from "@warmline/shared/acd/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { endWrites, enqueueWrites, loadQueued, type EnqueueInput } from "./queue-commands.ts";

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

/** For tests only: the caller hangs up. */
export const endCall = command({
  name: "acd.end",
  scope: "anywhere",
  load: async (reads, { callId }: Pick<EnqueueInput, "callId">) =>
    ok(await loadQueued(reads, callId)),
  decide: (queued, { callId }, moment) =>
    ok({
      value: { callId },
      writes: endWrites(queued, moment),
      subjects: [`${queuedCalls.name}/${callId}`],
    }),
});
