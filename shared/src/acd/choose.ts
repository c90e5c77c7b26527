import type { Instant } from "../kernel/time.ts";
import type { Agent, QueuedCall, Skill, SkillLevel } from "./model.ts";

/**
 * 逐级扩展: a call is offered to those best at it first; after so long to whoever can help, at last to
 * anybody who is ready. Seconds since the call came into the queue.
 */
export const TARGETS: readonly { readonly afterS: number; readonly levelMin: SkillLevel | 0 }[] = [
  { afterS: 0, levelMin: 2 },
  { afterS: 20, levelMin: 1 },
  { afterS: 60, levelMin: 0 },
];

/** 振铃时限: an agent who has not answered by then is passed. */
export const RING_MS = 20_000;

export type WaitingCall = Pick<
  QueuedCall,
  "id" | "skill" | "tongue" | "enteredAt" | "passed" | "wantedAgentId" | "ringBack"
>;
export type IdleAgent = Pick<Agent, "id" | "skills" | "tongues" | "idleSince">;

type Entry = Pick<QueuedCall, "id" | "enteredAt">;

export interface Pair {
  readonly callId: string;
  readonly agentId: string;
}

/**
 * Who gets which call (自动分配): whoever waits longest first; of the agents who may have it those
 * of the level that is asked for, of these whoever speaks the caller's language, where there is
 * one, then whoever has been without a call for longest. Each agent gets one. A function of its
 * arguments alone.
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
  const { wantedAgentId, passed, skill, tongue } = call;
  const wanted = free.find(({ id }) => id === wantedAgentId && !passed.includes(id));
  if (wanted !== undefined) return wanted;
  const able = free.filter((agent) => levelOf(agent, skill) >= levelMin(call, at));
  // Who passed it is asked again only where there is nobody else.
  const fresh = able.filter(({ id }) => !passed.includes(id));
  const open = fresh.length > 0 ? fresh : able;
  return open.find(({ tongues }) => speaks(tongues, tongue)) ?? open[0];
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
  return left.idleSince - right.idleSince || (left.id < right.id ? -1 : 1);
}

/** Who came first, then by id. */
export function byEntry(left: Entry, right: Entry): number {
  return left.enteredAt - right.enteredAt || (left.id < right.id ? -1 : 1);
}
