import type { Instant } from "../kernel/time.ts";
import { chatsInHand } from "./capacity.ts";
import type { Agent, QueuedCall, Skill, SkillLevel } from "./model.ts";
import { mayHave } from "./overflow.ts";

/**
 * 逐级扩展: a call is offered to those best at it first; after so long to whoever can help, at last to
 * anybody who is ready. Seconds since the call came into the queue.
 */
export const TARGETS: readonly { readonly afterS: number; readonly levelMin: SkillLevel | 0 }[] = [
  { afterS: 0, levelMin: 2 },
  { afterS: 20, levelMin: 1 },
  { afterS: 60, levelMin: 0 },
];

/** 溢出: so long a call waits for the hotline alone, from when it came into the queue. */
export const OVERFLOW_AFTER_MS = 60_000;

/** 振铃时限: an agent who has not answered by then is passed. */
export const RING_MS = 20_000;

export type WaitingCall = Pick<
  QueuedCall,
  "id" | "skill" | "tongue" | "branchIds" | "enteredAt" | "passed" | "wantedAgentId" | "ringBack"
>;
export type IdleAgent = Pick<
  Agent,
  "id" | "skills" | "tongues" | "overflow" | "idleSince" | "chatIds"
>;

type Entry = Pick<QueuedCall, "id" | "enteredAt">;

export interface Pair {
  readonly callId: string;
  readonly agentId: string;
}

/**
 * Who gets which call (自动分配): whoever waits longest first; of the agents who may have it those
 * of the level that is asked for, the hotline before overflow, of these whoever speaks the caller's
 * language, where there is one, then whoever has the fewest chats in hand, then whoever has been
 * without a call for longest. Each agent gets one. A function of its arguments alone.
 */
export function pairUp(
  waiting: readonly WaitingCall[],
  ready: readonly IdleAgent[],
  at: Instant,
): Pair[] {
  const free = new Map(ready.toSorted(byIdle).map((agent) => [agent.id, agent]));
  return waiting.toSorted(byEntry).flatMap((call): Pair[] => {
    const agent = agentFor(call, [...free.values()], at);
    if (agent === undefined) return [];
    free.delete(agent.id);
    return [{ callId: call.id, agentId: agent.id }];
  });
}

function agentFor(
  call: WaitingCall,
  free: readonly IdleAgent[],
  at: Instant,
): IdleAgent | undefined {
  const { wantedAgentId, passed, tongue } = call;
  const theirs = free.filter((agent) => mayHave(agent, call));
  const wanted = theirs.find(({ id }) => id === wantedAgentId && !passed.includes(id));
  if (wanted !== undefined) return wanted;
  const able = theirs.filter((agent) => isAskedFor(agent, call, at));
  // Who passed it is asked again only where there is nobody else.
  const fresh = able.filter(({ id }) => !passed.includes(id));
  const open = fresh.length > 0 ? fresh : able;
  const hotline = open.filter(({ overflow }) => overflow === undefined);
  const first = hotline.length > 0 ? hotline : open;
  return first.find(({ tongues }) => speaks(tongues, tongue)) ?? first[0];
}

/** Whether such agents may have the call by now. */
function isAskedFor(agent: IdleAgent, call: WaitingCall, at: Instant): boolean {
  return agent.overflow === undefined
    ? levelOf(agent, call.skill) >= levelMin(call, at)
    : at - call.enteredAt >= OVERFLOW_AFTER_MS;
}

function speaks(tongues: IdleAgent["tongues"], tongue: WaitingCall["tongue"]): boolean {
  return tongue !== undefined && (tongues ?? []).includes(tongue);
}

export function levelOf({ skills }: Pick<Agent, "skills">, skill: Skill): number {
  return skills[skill] ?? 0;
}

/** The level that the call asks for at this moment. */
export function levelMin({ enteredAt }: Pick<QueuedCall, "enteredAt">, at: Instant): number {
  const waitedS = (at - enteredAt) / 1_000;
  return TARGETS.findLast(({ afterS }) => waitedS >= afterS)?.levelMin ?? TARGETS[0]!.levelMin;
}

function byIdle(left: IdleAgent, right: IdleAgent): number {
  return (
    chatsInHand(left) - chatsInHand(right) ||
    left.idleSince - right.idleSince ||
    (left.id < right.id ? -1 : 1)
  );
}

/** Who came first, then by id. */
export function byEntry(left: Entry, right: Entry): number {
  return left.enteredAt - right.enteredAt || (left.id < right.id ? -1 : 1);
}
