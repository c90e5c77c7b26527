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
import { mayHave } from "@warmline/shared/acd/overflow.ts";
import { returned, unreached } from "@warmline/shared/acd/ring-back.ts";
import { miss, type end, type Step } from "@warmline/shared/acd/rules.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { callOf, colleagueOf, writesOf, type OneCall } from "./desk-command.ts";

/** Looked at in one: an hour of the worst morning. */
const PEOPLE_MAX = 500;

export interface EnqueueInput {
  readonly callId: string;
  readonly skill: Skill;
  /** E.164; null: withheld. */
  readonly phone: string | null;
  /** In which they are better spoken to. */
  readonly tongue?: Tongue | undefined;
  /** Of the households that are recognised; left out as if there were none. */
  readonly branchIds?: readonly string[] | undefined;
}

/**
 * 排队: a caller wants a person, in the commit of whatever they said so in; who waits to be rung back
 * has that place. Asked for again the call is in the queue already; null: it has left it, and its
 * caller is rung back.
 */
export async function enqueueWrites(
  reads: Pick<Reads, "get" | "find">,
  { callId: id, skill, phone, tongue, branchIds = [] }: EnqueueInput,
  { at: since }: Pick<Moment, "at">,
): Promise<Write[] | null> {
  const before = await callOf(reads, id);
  if (before !== null) return before.state === "ended" ? null : [];
  const kept = await keptFor(reads, phone);
  const enteredAt = kept?.enteredAt ?? since;
  const known = {
    ...(tongue === undefined ? {} : { tongue }),
    ...(branchIds.length === 0 ? {} : { branchIds: [...new Set(branchIds)] }),
  };
  const call = { id, skill, ...known, state: "waiting", enteredAt, since, passed: [] } as const;
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

export interface CallWithAgent {
  readonly call: QueuedCall | null;
  readonly agent: Agent | null;
  /** Whoever is asked beside it. */
  readonly colleague: Agent | null;
}

/** 超时: it rang at a desk as long as it may; the call goes on in its place. It has no refusals. */
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

/** Whether anybody takes such calls: else nobody is left to wait for them. */
export async function isServed(
  { unguarded }: Pick<Reads, "unguarded">,
  call: Pick<QueuedCall, "branchIds">,
): Promise<boolean> {
  const query = { index: "byState", where: { state: AT_THEIR_DESKS } };
  // Mostly the first may have any: all who wait look every three seconds.
  const [first] = await unguarded.find(agents, { ...query, limit: 1 });
  if (first === undefined || mayHave(first, call)) return first !== undefined;
  const all = await unguarded.find(agents, { ...query, limit: PEOPLE_MAX });
  return all.some((agent) => mayHave(agent, call));
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
