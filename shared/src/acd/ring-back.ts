import { ringableFrom } from "../calls/hours.ts";
import { mapOk, ok, refuse, type Result } from "../kernel/result.ts";
import { later, type Instant } from "../kernel/time.ts";
import { isOffLine, type Agent, type QueuedCall, type RingBack } from "./model.ts";
import { atDesk, backInPlace, end, free, type Step } from "./rules.ts";

type NotMine = "call-over" | "call-elsewhere";

/** 外呼振铃: whoever has not answered by then is not there. */
export const RING_OUT_SECONDS = 30;
/** From an agent's answer until the caller must have answered, or the carrier must have said no. */
export const DIALLING_MS = 60_000;
/** So often somebody is rung; after that a person has to see to it. */
export const ATTEMPTS_MAX = 3;
export const RETRY_MS = 10 * 60_000;

/**
 * 预约回电: the caller keeps the place and may hang up. Asked for again it is so already. Refusals, in
 * this order: `call-over`, `call-elsewhere` (an agent has it, had it or is rung: who was handed on
 * waits on the line).
 */
export function askRingBack(
  call: QueuedCall,
  phone: string,
  askedAt: Instant,
): Result<Step, NotMine> {
  if (call.state === "ended") return refuse("call-over");
  if (isOffLine(call)) return ok({});
  const untouched = call.state === "waiting" && call.answeredAt === undefined;
  if (!untouched) return refuse("call-elsewhere");
  return ok({ call: { ...call, ringBack: { phone, askedAt, attempts: 0 } } });
}

/**
 * Whether its turn may come: not while somebody who was not there is left in peace, nor in the
 * night, unless they asked in the same one.
 */
export function isDue(call: Pick<QueuedCall, "ringBack">, at: Instant): boolean {
  const { ringBack } = call;
  if (ringBack === undefined || !isOffLine(call)) return true;
  if ((ringBack.notBefore ?? at) > at) return false;
  const from = ringableFrom(at);
  return from === at || from === ringableFrom(ringBack.askedAt);
}

/**
 * 拨打 a call whose caller has hung up: they are rung now. Refusals, in this order: `call-over`,
 * `call-elsewhere` (it rings at another desk, or its caller is on the line).
 */
export function dial(call: QueuedCall, agent: Agent, at: Instant): Result<Step, NotMine> {
  if (call.state === "reserved" && !isOffLine(call)) return refuse("call-elsewhere");
  return mapOk(atDesk(call, agent, ["reserved"]), (reserved) => {
    const { phone, askedAt, attempts } = reserved.ringBack!;
    const ringBack = { phone, askedAt, attempts: attempts + 1 };
    const reservedUntil = later(at, DIALLING_MS);
    return { call: { ...reserved, state: "dialling", ringBack, reservedUntil } };
  });
}

/** One ringing of the caller, and the line by which it was done. */
export interface Attempt {
  /** Its number, from 1. */
  readonly attempt: number;
  readonly lineId: string;
}

/** The line that rings them, so that it can be hung up; undefined: they were rung anew since. */
export function dialled(call: QueuedCall, { attempt, lineId }: Attempt): Step | undefined {
  const { ringBack } = call;
  if (ringBack?.attempts !== attempt || !isOffLine(call)) return undefined;
  return ringBack.lineId === lineId ? {} : { call: { ...call, ringBack: { ...ringBack, lineId } } };
}

/**
 * 回电接通: they have answered, and the agent talks with them. Refusals, in this order: `call-over`,
 * `call-elsewhere` (nobody rings them any more at this line).
 */
export function reached(
  call: QueuedCall,
  agent: Agent | null,
  { attempt, lineId }: Attempt,
  at: Instant,
): Result<Step, NotMine> {
  if (call.state === "ended") return refuse("call-over");
  const { ringBack } = call;
  if (ringBack?.reachedAt !== undefined && ringBack.lineId === lineId) return ok({});
  if (agent === null || !rings(call, attempt)) return refuse("call-elsewhere");
  const { reservedUntil: _, ...rest } = call;
  return ok({
    call: {
      ...rest,
      state: "connected",
      answeredAt: call.answeredAt ?? at,
      ringBack: { ...ringBack!, lineId, reachedAt: at },
    },
    agent: { ...agent, state: "talking", since: at },
  });
}

/** 未接通 of which ringing; `never`: that number cannot be rung at all. */
export interface Unreached {
  readonly attempt: number;
  readonly never?: true;
}

/**
 * 未接通: nobody answered. Rung again in their place after a while, and at last left to a person;
 * the agent is free as before. Nothing where they were rung anew since, or have answered.
 */
export function unreached(
  call: QueuedCall,
  agent: Agent | null,
  { attempt, never }: Unreached,
  at: Instant,
): Step {
  if (agent === null || !rings(call, attempt)) return {};
  if (never === true || attempt >= ATTEMPTS_MAX) return end(call, agent, at, "unreached");
  const ringBack: RingBack = { ...call.ringBack!, notBefore: later(at, RETRY_MS) };
  return {
    call: { ...backInPlace(call), ringBack },
    agent: free(agent, at, agent.idleSince),
  };
}

/** 取消外呼 by the agent who has it: as if nobody had answered. Refusals: those of answering. */
export function cancelDialling(call: QueuedCall, agent: Agent, at: Instant): Result<Step, NotMine> {
  return mapOk(atDesk(call, agent, ["dialling"]), ({ ringBack }) =>
    unreached(call, agent, { attempt: ringBack!.attempts }, at),
  );
}

/**
 * 取消预约回电, by a person's word. Refusals, in this order: `call-over`, `no-ring-back`.
 */
export function withdraw(
  call: QueuedCall,
  agent: Agent | null,
  at: Instant,
): Result<Step, "call-over" | "no-ring-back"> {
  if (call.state === "ended") return refuse("call-over");
  return isOffLine(call) ? ok(end(call, agent, at, "withdrawn")) : refuse("no-ring-back");
}

/**
 * 再次来电: whoever calls again while they wait to be rung back has their place from now on; nobody
 * rings them any more.
 */
export function returned(kept: QueuedCall, at: Instant): Step {
  return kept.state === "waiting" && isOffLine(kept) ? end(kept, null, at, "returned") : {};
}

function rings({ state, ringBack }: QueuedCall, attempt: number): boolean {
  return state === "dialling" && ringBack?.attempts === attempt;
}
