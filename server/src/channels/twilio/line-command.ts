import type { z } from "zod";
import { callerOf } from "@warmline/shared/calls/caller.ts";
import type { Call } from "@warmline/shared/calls/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { statusHook } from "@warmline/shared/twilio/api.ts";
import {
  hungUpWrites,
  loadQueued,
  loadQueuedOfLine,
  type CallWithAgent,
  type EndedLine,
} from "../../domains/acd/index.ts";
import { endingWrites, loadEnding } from "../../domains/campaigns/index.ts";
import { decideTold, loadTold, type Told } from "../../domains/calls/index.ts";
import { command, type Command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Account } from "./account.ts";

type Body = z.output<typeof statusHook.body>;
export type OfCall = Pick<Body, "AccountSid" | "CallSid"> & {
  /** 预约回电: the call that this line is of; null or left out: its own. */
  readonly callId?: string | null;
};
export type OfParties = OfCall & Pick<Body, "From" | "To" | "Direction">;

/** The call that a line tells of. */
export function callOf({ callId, CallSid }: Pick<OfCall, "callId" | "CallSid">): string {
  return callId ?? CallSid;
}

export type PartyCode = "phone-unknown" | "number-not-ours";

/** What a webhook is about, and what becomes of it. */
interface OnLine<I extends OfCall, V, C extends string = never> {
  readonly name: string;
  readonly account: Account;
  /** What is told of the call. */
  tell(input: I, moment: Moment): Result<Omit<Told, "callId">, C>;
  value(call: Call, input: I, told: Omit<Told, "callId">): V;
  /** The line that is over, and the call in the queue that it is of; null: it goes on. */
  readonly ends?: (input: I) => (EndedLine & { readonly callId: string }) | null;
  /** Whether the call, as it stands by now, makes it needless; left out: never. */
  readonly moot?: (call: Call) => boolean;
}

export type LineCode = "other-account" | "call-full";

interface Loaded {
  readonly told: Omit<Told, "callId">;
  readonly known: Awaited<ReturnType<typeof loadTold>>;
  readonly queued: CallWithAgent | null;
  readonly ended: EndedLine | null;
  readonly ending: Awaited<ReturnType<typeof loadEnding>>;
}

/**
 * A command by which the line tells of a call. Refusals, in this order: `other-account`, those of
 * `tell`, `call-full`.
 */
export function lineCommand<I extends OfCall, V, C extends string = never>({
  name,
  account,
  tell,
  value,
  ends,
  moot,
}: OnLine<I, V, C>): Command<I, Loaded, V, LineCode | C> {
  return command({
    name,
    scope: "anywhere",
    mutex: (input: I) => `calls/${callOf(input)}`,
    async load(reads, input: I, moment): Promise<Result<Loaded, LineCode | C>> {
      if (input.AccountSid !== account.sid) return refuse("other-account");
      const told = tell(input, moment);
      if (!told.ok) return told;
      const known = await loadTold(reads, { callId: callOf(input), ...told.value });
      const ended = ends?.(input) ?? null;
      const queued = ended && (await queuedOf(reads, ended, known.call));
      const ending = ended && (await loadEnding(reads, input.CallSid, moment));
      return ok({ told: told.value, known, queued, ended, ending });
    },
    decide({ told, known, queued, ended, ending }, input, moment) {
      const { call } = known;
      if (call !== null && moot?.(call)) {
        return ok({ value: value(call, input, told), writes: [], subjects: [] });
      }
      return mapOk(decideTold(known, moment), (decision) => ({
        ...decision,
        value: value(decision.value, input, told),
        writes: [
          ...decision.writes,
          ...(queued === null || ended === null ? [] : hungUpWrites(queued, ended, moment)),
          ...endingWrites(ending, decision.value.state, moment),
        ],
      }));
    },
  });
}

/** The call in the queue; somebody who was rung back is on a line with another id. */
async function queuedOf(
  reads: Reads,
  { callId, lineId }: EndedLine & { readonly callId: string },
  call: Call | null,
): Promise<CallWithAgent> {
  const own = await loadQueued(reads, callId);
  const rung = own.call === null && call?.direction === "outbound";
  return rung ? loadQueuedOfLine(reads, lineId) : own;
}

/**
 * Who calls whom. Refusals, in this order: `phone-unknown`, `number-not-ours`. A number that is
 * withheld is no reason.
 */
export function partiesOf(
  { numbers }: Pick<Account, "numbers">,
  { From, To, Direction }: OfParties,
  { areaCode }: Pick<Moment, "areaCode">,
): Result<NonNullable<Told["parties"]>, PartyCode> {
  const from = callerOf(From, areaCode);
  if (!from.ok) return from;
  const to = callerOf(To, areaCode);
  if (!to.ok) return to;
  const direction = Direction === "inbound" ? "inbound" : "outbound";
  const ours = direction === "inbound" ? to.value : from.value;
  if (numbers.length > 0 && !numbers.includes(ours ?? "")) return refuse("number-not-ours");
  return ok({ direction, from: from.value, to: to.value });
}
