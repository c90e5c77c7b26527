import { latest, type Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";
import { chatsInHand } from "./capacity.ts";
import type { Step } from "./rules.ts";
import {
  inHand,
  type Agent,
  type PauseReason,
  type QueuedCall,
  type QueueOutcome,
  type Skill,
} from "./model.ts";

/**
 * What an agent does, by what becomes of their call too: who talks may have the caller on hold, who
 * is ready may have chats, and is not rung.
 */
export type AgentPhase = Agent["state"] | "held" | "chatting";

/**
 * 座席时段: how long an agent was in one phase, written in the commit that ends it. Time off the
 * phone has none.
 */
export interface AgentPeriod extends Stored {
  readonly auditId?: string;
  readonly agentId: string;
  readonly phase: AgentPhase;
  readonly from: Instant;
  /** Never before `from`, whatever the clocks of two nodes say. */
  readonly to: Instant;
  readonly next: AgentPhase;
  /** It rang here until it might ring no longer. */
  readonly missed?: true;
  /** While paused. */
  readonly reason?: PauseReason;
  /** Of the call in hand, as it stood when the period ended. */
  readonly callId?: string;
  readonly skill?: Skill;
}

export const agentPeriods = collection<AgentPeriod>("agentPeriods", {
  appendOnly: true,
  stamp: "id",
});

/** 来电时段: how long a call in the queue stood so, written in the commit that ends it. */
export interface CallPeriod extends Stored {
  readonly auditId?: string;
  readonly callId: string;
  readonly skill: Skill;
  readonly state: Exclude<QueuedCall["state"], "ended">;
  readonly from: Instant;
  /** Never before `from`. */
  readonly to: Instant;
  /** When it came into the queue. */
  readonly enteredAt: Instant;
  readonly agentId?: string;
  /** 预约回电: when the caller hung up to be rung, which is when the waiting ended for them. */
  readonly hungUpAt?: Instant;
  /** Once for each call: how it fared in the queue, on the period in which that came about. */
  readonly outcome?: QueueOutcome;
}

export const callPeriods = collection<CallPeriod>("callPeriods", {
  appendOnly: true,
  stamp: "id",
});

/** An agent and the call of a step; either may be missing. */
export interface Desk {
  readonly agent: (Body<Agent> & { readonly rev?: number }) | null;
  readonly call: (Body<QueuedCall> & { readonly rev?: number }) | null;
}

interface AtStep {
  readonly agent: Agent | null;
  readonly call: QueuedCall | null;
  readonly colleague?: Agent | null;
}

interface Stepped {
  /** As it is written; null: it stays as it is. */
  readonly call: Body<QueuedCall> | null;
  /** The periods that end by it. */
  readonly ofCall: Body<CallPeriod> | null;
  readonly ofAgents: readonly Body<AgentPeriod>[];
}

/** What a step of a call, its agent and a colleague beside them comes to. */
export function stepped(
  { agent, call, colleague = null }: AtStep,
  step: Step,
  at: Instant,
): Stepped {
  const next = call === null || step.call === undefined ? null : stampedCall(call, step.call, at);
  // Whoever is asked may be who does this.
  const other = colleague?.id === agent?.id ? null : colleague;
  const desks = [
    { before: agent, after: step.agent ?? agent },
    { before: other, after: step.colleague ?? other },
  ];
  return {
    call: next,
    ofCall: call === null || next === null ? null : callPeriod(call, next, at),
    ofAgents: desks.flatMap(
      ({ before, after }) =>
        agentPeriod({ agent: before, call }, { agent: after, call: next ?? call }, at) ?? [],
    ),
  };
}

/** The call as it is written: since when it stands as it does, at whose desk. */
export function stampedCall(before: QueuedCall, next: Body<QueuedCall>, at: Instant) {
  const same = before.state === next.state && before.agentId === next.agentId;
  return same ? next : { ...next, since: at };
}

/** What ends for the call with this step; null: it stands as before. */
export function callPeriod(
  before: QueuedCall,
  next: Body<QueuedCall>,
  at: Instant,
): Body<CallPeriod> | null {
  const running = runningCallPeriod(before, at);
  if (running === null) return null;
  if (before.state === next.state && before.agentId === next.agentId) return null;
  const outcome = before.answeredAt === undefined ? outcomeOf(next) : undefined;
  return outcome === undefined ? running : { ...running, outcome };
}

/** As if it ended now; null: the call is over. */
export function runningCallPeriod(call: QueuedCall, at: Instant): Body<CallPeriod> | null {
  const { id: callId, rev, state, skill, enteredAt, agentId } = call;
  if (state === "ended") return null;
  const from = call.since ?? call.answeredAt ?? enteredAt;
  return {
    id: `${callId}@${rev}`,
    callId,
    skill,
    state,
    from,
    to: latest(from, at),
    enteredAt,
    ...(agentId === undefined || !inHand(call) ? {} : { agentId }),
    ...(call.ringBack === undefined ? {} : { hungUpAt: call.ringBack.askedAt }),
  };
}

function outcomeOf({ answeredAt, end }: Body<QueuedCall>): CallPeriod["outcome"] {
  if (answeredAt !== undefined) return "answered";
  // How they fared says the call that has the place.
  return end === "returned" ? undefined : end;
}

/** What ends for the agent with this step; null: they do as before, or were not signed on. */
export function agentPeriod(before: Desk, next: Desk, at: Instant): Body<AgentPeriod> | null {
  const running = runningAgentPeriod(before, at);
  if (running === null || next.agent === null) return null;
  const [was, is] = [phaseOf(before), phaseOf(next)];
  // A pause that is taken anew begins anew.
  const anew = before.agent?.since !== next.agent.since;
  if (!anew && was.phase === is.phase && was.theirs === is.theirs) return null;
  const { state, pauseReason } = next.agent;
  const missed =
    was.phase === "reserved" && state === "paused" && pauseReason === "no-answer"
      ? { missed: true as const }
      : {};
  return { ...running, ...missed, next: is.phase };
}

/** As if it ended now; null: nobody is signed on. */
export function runningAgentPeriod({ agent, call }: Desk, at: Instant): Body<AgentPeriod> | null {
  if (agent === null || agent.state === "offline") return null;
  const { phase, theirs } = phaseOf({ agent, call });
  const from = theirs ? latest(agent.since, call?.since ?? agent.since) : agent.since;
  const { id: agentId, rev, callId, pauseReason: reason } = agent;
  const skill = call !== null && call.id === callId ? call.skill : undefined;
  return {
    // Holding changes the call alone: either has a new revision with each step.
    id: `${agentId}@${rev ?? 0}.${call?.rev ?? 0}`,
    agentId,
    phase,
    from,
    to: latest(from, at),
    next: phase,
    ...(reason === undefined ? {} : { reason }),
    ...(callId === undefined ? {} : { callId }),
    ...(skill === undefined ? {} : { skill }),
  };
}

interface Phase {
  readonly phase: AgentPhase;
  /** Whether they have the call that they talk in, so that its state says more than theirs. */
  readonly theirs: boolean;
}

function phaseOf({ agent, call }: Desk): Phase {
  const { id, callId, state = "offline" } = agent ?? {};
  const theirs = state === "talking" && call !== null && call.id === callId && call.agentId === id;
  if (state === "ready" && chatsInHand(agent ?? {}) > 0) return { phase: "chatting", theirs };
  return { phase: theirs && call.state === "held" ? "held" : state, theirs };
}

/** The agent as they are written with a chat more or less: since when they have any, or none. */
export function stampedAgent(before: Agent, next: Body<Agent>, at: Instant): Body<Agent> {
  const [was, is] = [before, next].map((agent) => phaseOf({ agent, call: null }).phase);
  return was === is || before.since !== next.since ? next : { ...next, since: at };
}
