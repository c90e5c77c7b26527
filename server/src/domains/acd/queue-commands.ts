import { pairUp } from "@warmline/shared/acd/choose.ts";
import {
  agents,
  isOffLine,
  lineOf,
  queuedCalls,
  type Agent,
  type QueuedCall,
  type Skill,
  type Tongue,
} from "@warmline/shared/acd/model.ts";
import { endAll, missConsult } from "@warmline/shared/acd/consult.ts";
import { isDue, returned, unreached } from "@warmline/shared/acd/ring-back.ts";
import { miss, reserve, type end, type Step } from "@warmline/shared/acd/rules.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { callOf, colleagueOf, writesOf, type OneCall } from "./desk-command.ts";

/** Reserved in one commit: more wait for the next. */
const PAIRS_MAX = 20;
/** Looked at in one: an hour of the worst morning. */
const WAITING_MAX = 500;

export interface EnqueueInput {
  readonly callId: string;
  readonly skill: Skill;
  /** E.164; null: withheld. */
  readonly phone: string | null;
  /** In which they are better spoken to. */
  readonly tongue?: Tongue | undefined;
}

/**
 * 排队: a caller wants a person, in the commit of whatever they said so in; who waits to be rung back
 * has that place. Asked for again the call is in the queue already; null: it has left it, and its
 * caller is rung back.
 */
export async function enqueueWrites(
  reads: Pick<Reads, "get" | "find">,
  { callId: id, skill, phone, tongue }: EnqueueInput,
  { at: since }: Pick<Moment, "at">,
): Promise<Write[] | null> {
  const known = await callOf(reads, id);
  if (known !== null) return known.state === "ended" ? null : [];
  const kept = await keptFor(reads, phone);
  const enteredAt = kept?.enteredAt ?? since;
  const spoken = tongue === undefined ? {} : { tongue };
  const call = { id, skill, ...spoken, state: "waiting", enteredAt, since, passed: [] } as const;
  const place = insert(queuedCalls, call);
  if (kept === null) return [place];
  return [place, ...writesOf({ call: kept, agent: null }, returned(kept, since), since)];
}

/** 预约回电: the place that is kept for whoever calls from there. */
async function keptFor(
  reads: Pick<Reads, "find">,
  phone: string | null,
): Promise<QueuedCall | null> {
  if (phone === null) return null;
  const where = { "ringBack.phone": phone, state: "waiting" };
  const [kept] = await reads.find(queuedCalls, { index: "byRungPhone", where, limit: 1 });
  return kept !== undefined && isOffLine(kept) ? kept : null;
}

interface Queue {
  readonly waiting: readonly QueuedCall[];
  readonly ready: readonly Agent[];
}

/**
 * 分配: reserves for each waiting call the agent whose turn it is. Whoever is reserved is written at
 * the revision at which they were seen free, so that of two nodes that distribute at once one is
 * first and the other looks again; the lists themselves are not held. It has no refusals.
 */
export const distribute = command({
  name: "acd.distribute",
  mutex: () => "acd/distribute",
  scope: "anywhere",
  async load({ unguarded }, _: Record<string, never>): Promise<Result<Queue, never>> {
    const [waiting, ready] = await Promise.all([
      unguarded.find(queuedCalls, {
        index: "byState",
        where: { state: "waiting" },
        limit: WAITING_MAX,
      }),
      unguarded.find(agents, { index: "byState", where: { state: "ready" }, limit: WAITING_MAX }),
    ]);
    return ok({ waiting, ready });
  },
  decide({ waiting, ready }, _, { at }) {
    const due = waiting.filter((call) => isDue(call, at));
    const pairs = pairUp(due, ready, at).slice(0, PAIRS_MAX);
    const writes = pairs.flatMap(({ callId, agentId }): Write[] => {
      const call = waiting.find(({ id }) => id === callId)!;
      const agent = ready.find(({ id }) => id === agentId)!;
      return writesOf({ call, agent }, reserve(call, agent, at), at);
    });
    return ok({
      value: { pairs: pairs.length },
      writes,
      subjects: pairs.map(({ callId }) => `queuedCalls/${callId}`),
    });
  },
});

export interface CallWithAgent {
  readonly call: QueuedCall | null;
  readonly agent: Agent | null;
  /** Whoever is asked beside it. */
  readonly colleague: Agent | null;
}

/** 超时: it rang as long as it may; the call goes on in its place. It has no refusals. */
export const ringOut = command({
  name: "acd.ring-out",
  scope: "anywhere",
  load: async (reads, { callId }: OneCall): Promise<Result<CallWithAgent, never>> =>
    ok(await loadQueued(reads, callId)),
  decide(rings, { callId }, { at }) {
    const step = missed(rings, at);
    const desks = [step.agent, step.colleague].flatMap((one) => one ?? []);
    return ok({
      value: { callId },
      writes: writesOf(rings, step, at),
      subjects: [`queuedCalls/${callId}`, ...desks.map(({ id }) => `agents/${id}`)],
    });
  },
});

/** At whichever desk it rang as long as it may. */
function missed({ call, agent, colleague }: CallWithAgent, at: Instant): Step {
  if (call === null) return {};
  if (call.state === "reserved") {
    return agent !== null && (call.reservedUntil ?? at) <= at ? miss(call, agent, at) : {};
  }
  if (call.state === "dialling") {
    const attempt = call.ringBack?.attempts ?? 0;
    return (call.reservedUntil ?? at) <= at ? unreached(call, agent, { attempt }, at) : {};
  }
  const { until = Infinity } = call.consult ?? {};
  return colleague !== null && until <= at ? missConsult(call, colleague, at) : {};
}

/** The caller is gone, wherever the call was; null: it never wanted a person. */
export function endWrites(
  queued: CallWithAgent,
  { at }: Pick<Moment, "at">,
  unanswered?: Parameters<typeof end>[3],
): Write[] {
  const { call, agent, colleague } = queued;
  return call === null ? [] : writesOf(queued, endAll(call, agent, colleague, at, unanswered), at);
}

/** A line that is over, by which somebody called or was rung. */
export interface EndedLine {
  readonly lineId: string;
  /** 预约回电: with which ringing. */
  readonly attempt?: number | undefined;
}

/** 来电挂断, or nobody answered: nothing where the caller is on another line by now, or on none. */
export function hungUpWrites(
  queued: CallWithAgent,
  { lineId, attempt }: EndedLine,
  moment: Pick<Moment, "at">,
): Write[] {
  const { call, agent } = queued;
  if (call === null || lineOf(call) === lineId) return endWrites(queued, moment);
  if (attempt === undefined) return [];
  return writesOf(queued, unreached(call, agent, { attempt }, moment.at), moment.at);
}

/** A call in the queue with whoever has it. */
export async function loadQueued(
  reads: Pick<Reads, "get">,
  callId: string,
): Promise<CallWithAgent> {
  return withDesks(reads, await callOf(reads, callId));
}

/** 预约回电: the one whose caller was rung on that line. */
export async function loadQueuedOfLine(
  reads: Pick<Reads, "get" | "find">,
  lineId: string,
): Promise<CallWithAgent> {
  const where = { "ringBack.lineId": lineId };
  const [call = null] = await reads.find(queuedCalls, { index: "byLine", where, limit: 1 });
  return withDesks(reads, call);
}

async function withDesks(
  reads: Pick<Reads, "get">,
  call: QueuedCall | null,
): Promise<CallWithAgent> {
  const agent = call?.agentId === undefined ? null : await reads.get(agents, call.agentId);
  const colleague = call === null ? null : await colleagueOf(reads, call);
  return { call, agent, colleague };
}

/** Who takes calls, now or after the one in hand. */
export const AT_THEIR_DESKS = ["ready", "reserved", "talking", "wrap-up"];

/** Whether anybody takes calls: else nobody is left to wait for them. */
export async function isServed({ unguarded }: Pick<Reads, "unguarded">): Promise<boolean> {
  const where = { state: AT_THEIR_DESKS };
  return (await unguarded.find(agents, { index: "byState", where, limit: 1 })).length > 0;
}

/** 前面几位: how many wait for the same, and came before. */
export async function aheadOf(
  { unguarded }: Pick<Reads, "unguarded">,
  { skill, state, enteredAt }: QueuedCall,
): Promise<number> {
  const where = { state: "waiting", skill };
  const upTo = await unguarded.count(queuedCalls, { index: "bySkill", where, to: enteredAt });
  return state === "waiting" ? Math.max(0, upTo - 1) : upTo;
}
