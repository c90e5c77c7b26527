import {
  askRingBack,
  dialled,
  reached,
  unreached,
  withdraw,
  type Attempt,
} from "@warmline/shared/acd/ring-back.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import { writesOf, type OneCall } from "./desk-command.ts";
import { loadQueued, type CallWithAgent } from "./queue-commands.ts";

type At = Pick<Moment, "at">;

/** 预约回电, in the commit of whatever they said so in. Refusals: those of the rule. */
export function askedWrites(
  queued: CallWithAgent,
  phone: string,
  { at }: At,
): Result<Write[], "call-over" | "call-elsewhere"> {
  const { call } = queued;
  if (call === null) return refuse("call-over");
  return mapOk(askRingBack(call, phone, at), (step) => writesOf(queued, step, at));
}

/** 回电接通, in the commit of the door that they came to. Refusals: those of the rule. */
export function reachedWrites(
  queued: CallWithAgent,
  attempt: Attempt,
  { at }: At,
): Result<Write[], "call-over" | "call-elsewhere"> {
  const { call, agent } = queued;
  if (call === null) return refuse("call-over");
  return mapOk(reached(call, agent, attempt, at), (step) => writesOf(queued, step, at));
}

/** The line that rings somebody, so that it is known what to hang up. It has no refusals. */
export const noteDialled = command({
  name: "acd.note-dialled",
  scope: "anywhere",
  load: async (reads, { callId }: OneCall & Attempt): Promise<Result<CallWithAgent, never>> =>
    ok(await loadQueued(reads, callId)),
  decide: (queued, { callId, attempt, lineId }, { at }) =>
    ok({
      value: { callId },
      writes:
        queued.call === null
          ? []
          : writesOf(queued, dialled(queued.call, { attempt, lineId }) ?? {}, at),
      subjects: [`queuedCalls/${callId}`],
    }),
});

/** The carrier cannot ring that number at all: left to a person. It has no refusals. */
export const giveUpDialling = command({
  name: "acd.give-up-dialling",
  scope: "anywhere",
  load: async (
    reads,
    { callId }: OneCall & Pick<Attempt, "attempt">,
  ): Promise<Result<CallWithAgent, never>> => ok(await loadQueued(reads, callId)),
  decide(queued, { callId, attempt }, { at }) {
    const { call, agent } = queued;
    const step = call === null ? {} : unreached(call, agent, { attempt, never: true }, at);
    return ok({
      value: { callId },
      writes: writesOf(queued, step, at),
      subjects: [`queuedCalls/${callId}`],
    });
  },
});

interface Withdrawal {
  readonly id: string;
  readonly reason: string;
}

/**
 * 取消预约回电, on record with a reason. Refusals, in this order: `call-unknown`, `call-over`,
 * `no-ring-back`.
 */
export const withdrawRingBack = command({
  name: "acd.withdraw-ring-back",
  scope: "anywhere",
  async load(reads, { id }: Withdrawal): Promise<Result<CallWithAgent, "call-unknown">> {
    const queued = await loadQueued(reads, id);
    return queued.call === null ? refuse("call-unknown") : ok(queued);
  },
  decide(queued, { id, reason }, { at }) {
    const step = withdraw(queued.call!, queued.agent, at);
    return mapOk(step, (done) => ({
      value: { id },
      writes: writesOf(queued, done, at),
      subjects: [`queuedCalls/${id}`],
      reason,
    }));
  },
});
