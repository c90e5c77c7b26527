import {
  askRingBack,
  dialled,
  reached,
  unreached,
  withdraw,
  type Attempt,
} from "@warmline/shared/acd/ring-back.ts";
import type { QueuedCall } from "@warmline/shared/acd/model.ts";
import type { Step } from "@warmline/shared/acd/rules.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import { writesOf, type OneCall } from "./desk-command.ts";
import { loadQueued, type CallWithAgent } from "./queue-commands.ts";
import { maySeeQueued } from "./see-queued.ts";

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

/** What comes about by itself with a call whose caller is to be rung. It has no refusals. */
function ringingCommand<I extends OneCall>(
  name: string,
  stepOf: (queued: CallWithAgent & { readonly call: QueuedCall }, input: I, at: Instant) => Step,
) {
  return command({
    name,
    scope: "anywhere",
    load: async (reads, { callId }: I): Promise<Result<CallWithAgent, never>> =>
      ok(await loadQueued(reads, callId)),
    decide(queued, input, { at }) {
      const { callId } = input;
      const step = queued.call === null ? {} : stepOf({ ...queued, call: queued.call }, input, at);
      return ok({
        value: { callId },
        writes: writesOf(queued, step, at),
        subjects: [`queuedCalls/${callId}`],
      });
    },
  });
}

/** The line that rings somebody, so that it is known what to hang up. It has no refusals. */
export const noteDialled = ringingCommand(
  "acd.note-dialled",
  ({ call }, input: OneCall & Attempt) => dialled(call, input) ?? {},
);

/** The carrier cannot ring that number at all: left to a person. It has no refusals. */
export const giveUpDialling = ringingCommand(
  "acd.give-up-dialling",
  ({ call, agent }, { attempt }: OneCall & Pick<Attempt, "attempt">, at) =>
    unreached(call, agent, { attempt, never: true }, at),
);

/**
 * 回电超时: whoever is rung back has not answered for too long, and no carrier said so; nobody at a
 * desk missed anything. It has no refusals.
 */
export const timeOutDialling = ringingCommand(
  "acd.time-out-dialling",
  ({ call, agent }, _: OneCall, at) => {
    const over = call.state === "dialling" && (call.reservedUntil ?? at) <= at;
    return over ? unreached(call, agent, { attempt: call.ringBack?.attempts ?? 0 }, at) : {};
  },
);

interface Withdrawal {
  readonly id: string;
  readonly reason: string;
}

/**
 * 取消预约回电, on record with a reason. Refusals, in this order: `call-unknown`, `out-of-scope` (of
 * another branch), `call-over`, `no-ring-back`.
 */
export const withdrawRingBack = command({
  name: "acd.withdraw-ring-back",
  scope: "anywhere",
  async load(
    reads,
    { id }: Withdrawal,
    { actor },
  ): Promise<Result<CallWithAgent, "call-unknown" | "out-of-scope">> {
    const queued = await loadQueued(reads, id);
    if (queued.call === null) return refuse("call-unknown");
    return maySeeQueued(actor, queued.call) ? ok(queued) : refuse("out-of-scope");
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
