import {
  agents,
  queuedCalls,
  type Agent,
  type AgentState,
  type QueuedCall,
} from "@warmline/shared/acd/model.ts";
import { mayHave, overflowOf } from "@warmline/shared/acd/overflow.ts";
import { agentPeriods, callPeriods, stepped } from "@warmline/shared/acd/periods.ts";
import { newAgent, type Step } from "@warmline/shared/acd/rules.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, put, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import {
  command,
  type Command,
  type Decision,
  type Moment,
} from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** An agent with the call in hand. */
export interface AtDesk {
  /** At revision 0: who never signed on. */
  readonly agent: Agent;
  readonly call: QueuedCall | null;
}

/** What the audit record keeps, and names nobody; the endpoint reads the rest. */
export interface AfterStep {
  readonly agentId: string;
  readonly state: AgentState;
}

interface Declared<A extends AtDesk, I, C extends string> {
  readonly name: string;
  readonly decide: (at: A, input: I, now: Instant) => Result<Step, C>;
}

/** What an agent does at their own desk, with or without a call in hand. */
export function deskCommand<C extends string, I = object>(
  declared: Declared<AtDesk, I, C>,
): Command<I, AtDesk, AfterStep, C> {
  return ownDesk(declared, async (reads, { actor }) => {
    const agent = await agentOf(reads, actor);
    return ok({ agent, call: await callOf(reads, agent.callId) });
  });
}

export interface OneCall {
  readonly callId: string;
}

/** An agent, and the call that they name. */
export interface AtCall extends AtDesk {
  readonly call: QueuedCall;
  /** Whom they ask, or are to ask. */
  readonly colleague: Agent | null;
}

/**
 * What an agent does with a call: both are committed together, so that neither has another at the
 * same time. One that may not be theirs is none to them. Refusals, in this order: `call-unknown`,
 * then its own.
 */
export function callCommand<C extends string, I extends OneCall = OneCall>(
  declared: Declared<AtCall, I, C>,
): Command<I, AtCall, AfterStep, C | "call-unknown"> {
  return ownDesk<AtCall, I, C | "call-unknown">(declared, async (reads, { actor }, { callId }) => {
    const agent = await agentOf(reads, actor);
    const call = await callOf(reads, callId);
    const theirs = call !== null && (agent.callId === callId || mayHave(agent, call));
    return !theirs
      ? refuse("call-unknown")
      : ok({ agent, call, colleague: await colleagueOf(reads, call) });
  });
}

/** Whoever is asked beside the call. */
export async function colleagueOf(
  reads: Pick<Reads, "get">,
  { consult }: QueuedCall,
): Promise<Agent | null> {
  return consult === undefined ? null : reads.get(agents, consult.agentId);
}

function ownDesk<A extends AtDesk, I, C extends string>(
  { name, decide }: Declared<A, I, C>,
  load: (reads: Reads, moment: Moment, input: I) => Promise<Result<A, C>>,
): Command<I, A, AfterStep, C> {
  return command<I, A, AfterStep, C>({
    name,
    mutex: (_, { actor }) => `agents/${actor.id}`,
    scope: "anywhere",
    load: (reads, input, moment) => load(reads, moment, input),
    decide: (at, input, { at: now }) =>
      mapOk(decide(at, input, now), (step) => decisionOf(at, step, now)),
  });
}

/** By the name and scope that they have now, whatever these were when they signed on. */
export async function agentOf(reads: Pick<Reads, "get">, actor: Actor): Promise<Agent> {
  const stored = (await reads.get(agents, actor.id)) ?? newAgent(actor);
  if (actor.kind !== "staff") return stored;
  const { overflow: _, ...agent } = stored;
  const overflow = overflowOf(actor);
  return { ...agent, staffName: actor.name, ...(overflow === undefined ? {} : { overflow }) };
}

export async function callOf(
  reads: Pick<Reads, "get">,
  id: string | undefined,
): Promise<QueuedCall | null> {
  return id === undefined ? null : reads.get(queuedCalls, id);
}

export function decisionOf(
  { agent, call, colleague = null }: AtDesk & Partial<Pick<AtCall, "colleague">>,
  step: Step,
  now: Instant,
  reason?: string,
): Decision<AfterStep> {
  return {
    value: { agentId: agent.id, state: (step.agent ?? agent).state },
    writes: writesOf({ agent, call, colleague }, step, now),
    subjects: [
      `agents/${agent.id}`,
      ...(call === null ? [] : [`queuedCalls/${call.id}`]),
      ...(step.colleague === undefined ? [] : [`agents/${step.colleague.id}`]),
    ],
    reason,
  };
}

/** A step with the periods that end by it: whatever becomes of agents and calls is written here. */
export function writesOf(
  { agent, call, colleague = null }: Nullable<AtDesk> & Partial<Pick<AtCall, "colleague">>,
  step: Step,
  at: Instant,
): Write[] {
  const { call: nextCall, ofCall, ofAgents } = stepped({ agent, call, colleague }, step, at);
  return [
    ...(call === null || nextCall === null ? [] : [replace(queuedCalls, call, nextCall)]),
    ...(step.agent === undefined || agent === null ? [] : [put(agents, agent, step.agent)]),
    ...(step.colleague === undefined || colleague === null
      ? []
      : [put(agents, colleague, step.colleague)]),
    ...(ofCall === null ? [] : [insert(callPeriods, ofCall)]),
    ...ofAgents.map((period) => insert(agentPeriods, period)),
  ];
}

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };
