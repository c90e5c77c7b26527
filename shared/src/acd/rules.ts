import type { Actor } from "../access/actor.ts";
import { assert } from "../kernel/assert.ts";
import { mapOk, ok, refuse, type Result } from "../kernel/result.ts";
import { EPOCH, later, type Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { chatsInHand } from "./capacity.ts";
import { RING_MS } from "./choose.ts";
import type { Said } from "./dispositions.ts";
import { dispose, dispositionOf } from "./dispose.ts";
import { unmonitored } from "./monitor.ts";
import {
  inHand,
  isOffLine,
  isReserved,
  type Agent,
  type PauseReason,
  type QueuedCall,
  type QueueEnd,
  type Skill,
  TALKED_IN,
} from "./model.ts";

/** What becomes of a call and of its agent; whichever is left out stays as it is. */
export interface Step {
  readonly call?: Body<QueuedCall>;
  readonly agent?: Body<Agent>;
  /** 咨询: whom the agent asks. */
  readonly colleague?: Body<Agent>;
}

/** 预占: the agent is rung, and has the call to themselves until `RING_MS` have passed. */
export function reserve(
  call: QueuedCall,
  agent: Agent,
  at: Instant,
): Required<Omit<Step, "colleague">> {
  const { wantedAgentId: _, ...rest } = call;
  const reservedUntil = later(at, RING_MS);
  const { id: agentId, staffName: agentName } = agent;
  return {
    call: { ...rest, state: "reserved", agentId, agentName, reservedUntil },
    agent: { ...agent, state: "reserved", since: at, callId: call.id },
  };
}

/**
 * 应答. Refusals, in this order: `call-over` (the caller has gone), `call-elsewhere` (it did not ring
 * here, or no longer does, or its caller has hung up and is to be rung).
 */
export function answer(
  call: QueuedCall,
  agent: Agent,
  at: Instant,
): Result<Step, "call-over" | "call-elsewhere"> {
  if (call.state === "reserved" && isOffLine(call)) return refuse("call-elsewhere");
  return mapOk(atDesk(call, agent, ["reserved"]), ({ reservedUntil: _, ...rest }) => ({
    call: { ...rest, state: "connected", answeredAt: call.answeredAt ?? at },
    agent: { ...agent, state: "talking", since: at },
  }));
}

/**
 * 拒接: the agent stays ready, behind all others; the call keeps its place and rings elsewhere.
 * Refusals, as answering it.
 */
export function decline(
  call: QueuedCall,
  agent: Agent,
  at: Instant,
): Result<Step, "call-over" | "call-elsewhere"> {
  return mapOk(atDesk(call, agent, ["reserved"]), () => ({
    call: waitingAgain(call, agent.id),
    agent: free(agent, at),
  }));
}

/** The call, in one of these states at that desk. Refusals: `call-over`, `call-elsewhere`. */
export function atDesk(
  call: QueuedCall,
  { id }: Pick<Agent, "id">,
  states: readonly QueuedCall["state"][],
): Result<QueuedCall, "call-over" | "call-elsewhere"> {
  if (call.state === "ended") return refuse("call-over");
  return call.agentId === id && states.includes(call.state) ? ok(call) : refuse("call-elsewhere");
}

/** 无应答: nobody is at that desk, so no further call goes there. */
export function miss(call: QueuedCall, agent: Agent, at: Instant): Step {
  return {
    call: waitingAgain(call, agent.id),
    agent: pausedFor({ ...agent, idleSince: at }, "no-answer", at),
  };
}

function waitingAgain(call: QueuedCall, passedBy: string): Body<QueuedCall> {
  const passed = [...new Set([...call.passed, passedBy])];
  return { ...backInPlace(call), passed };
}

/** With nobody's desk, in the place that it always had. */
export function backInPlace(call: QueuedCall): Body<QueuedCall> {
  const { agentId: _a, agentName: _n, reservedUntil: _r, ...rest } = unmonitored(call);
  return { ...rest, state: "waiting" };
}

/** 保持 and its inverse. Refusals: `call-over`, `call-elsewhere`. */
export function hold(
  call: QueuedCall,
  agent: Pick<Agent, "id">,
  held: boolean,
): Result<Step, "call-over" | "call-elsewhere"> {
  const state = held ? ("held" as const) : ("connected" as const);
  return mapOk(atDesk(call, agent, TALKED_IN), () =>
    call.state === state ? {} : { call: { ...call, state } },
  );
}

/**
 * 盲转: back into the queue in the place that it always had, for another skill or for one agent; who
 * transferred it wraps up. Refusals: `call-over`, `call-elsewhere`.
 */
export function transfer(
  call: QueuedCall,
  agent: Agent,
  to: { readonly skill?: Skill | undefined; readonly agentId?: string | undefined },
  at: Instant,
): Result<Step, "call-over" | "call-elsewhere"> {
  const wanted = to.agentId === undefined ? {} : { wantedAgentId: to.agentId };
  return mapOk(atDesk(call, agent, TALKED_IN), () => {
    const back = { ...waitingAgain(call, agent.id), passed: [agent.id], ...wanted };
    return {
      call: { ...back, skill: to.skill ?? call.skill },
      agent: { ...agent, state: "wrap-up", since: at },
    };
  });
}

/** 挂机 by the agent. Refusals: `call-over`, `call-elsewhere`. */
export function hangUp(
  call: QueuedCall,
  agent: Agent,
  at: Instant,
): Result<Step, "call-over" | "call-elsewhere"> {
  return mapOk(atDesk(call, agent, TALKED_IN), () => end(call, agent, at));
}

/**
 * The caller has hung up, or the agent: whoever talked wraps up, whoever was rung is ready again.
 * `unanswered` says why nobody had answered until then.
 */
export function end(
  call: QueuedCall,
  agent: Agent | null,
  at: Instant,
  unanswered: Exclude<QueueEnd, "answered"> = "abandoned",
): Step {
  if (call.state === "ended") return {};
  const { reservedUntil: _, wantedAgentId: _w, ...rest } = unmonitored(call);
  const ended = {
    ...rest,
    state: "ended" as const,
    endedAt: at,
    end: call.answeredAt === undefined ? unanswered : ("answered" as const),
  };
  if (agent === null || !inHand(call) || agent.callId !== call.id) return { call: ended };
  if (isReserved(call)) {
    return { call: ended, agent: free(agent, at, agent.idleSince) };
  }
  return { call: ended, agent: { ...agent, state: "wrap-up", since: at } };
}

/**
 * 话后处理完毕: ready for the next, or paused where that was wanted meanwhile. What the call was
 * about is said by then, or now. Refusals, in this order: `not-wrapping-up`, `disposition-missing`.
 */
export function wrappedUp(
  agent: Agent,
  call: QueuedCall | null,
  said: Said | undefined,
  at: Instant,
): Result<Required<Pick<Step, "agent">> & Step, "not-wrapping-up" | "disposition-missing"> {
  if (agent.state !== "wrap-up") return refuse("not-wrapping-up");
  const done = { agent: free(agent, at) };
  if (call === null) return ok(done);
  if (said === undefined) {
    return dispositionOf(call, agent.id) === undefined ? refuse("disposition-missing") : ok(done);
  }
  const disposed = dispose(call, agent, said, at);
  assert(disposed.ok, "whoever wraps up has talked");
  return ok({ ...done, call: disposed.value });
}

/** Whoever left their desk without wrapping up is released by a supervisor. */
export function released(agent: Agent, at: Instant): Agent {
  if (agent.state !== "wrap-up") return agent;
  const { pauseNext: _, ...rest } = agent;
  return { ...free(rest, at), rev: agent.rev };
}

export function free(agent: Agent, at: Instant, idleSince: Instant = at): Body<Agent> {
  const { callId: _, pauseNext, ...rest } = agent;
  if (pauseNext !== undefined) return pausedFor({ ...rest, idleSince }, pauseNext, at);
  return { ...rest, state: "ready", since: at, idleSince };
}

export function pausedFor(
  agent: Body<Agent>,
  pauseReason: PauseReason,
  since: Instant,
): Body<Agent> {
  const { callId: _, pauseNext: _n, ...rest } = agent;
  return { ...rest, state: "paused", since, pauseReason };
}

/** As whoever signs on for the first time begins: practised in all until somebody says no. */
export function newAgent({ id, name: staffName }: Pick<Actor, "id" | "name">): Agent {
  const skills = { fees: 2, repairs: 2 } as const;
  return { id, rev: 0, staffName, skills, state: "offline", since: EPOCH, idleSince: EPOCH };
}

/** 签入, 就绪: takes calls from now on, or after the one in hand where a pause was wanted. */
export function makeReady(agent: Agent, at: Instant): Step {
  const { pauseReason: _, pauseNext: _n, ...rest } = agent;
  if (agent.state === "offline" || agent.state === "paused") {
    return { agent: { ...rest, state: "ready", since: at, idleSince: at } };
  }
  return agent.pauseNext === undefined ? {} : { agent: rest };
}

/**
 * 小休: at once, or after the call in hand; a call that rings goes back to its place. Refusal:
 * `signed-off`.
 */
export function pause(
  agent: Agent,
  call: QueuedCall | null,
  reason: PauseReason,
  at: Instant,
): Result<Step, "signed-off"> {
  if (agent.state === "offline") return refuse("signed-off");
  if (isBusy(agent, call)) {
    return ok({ agent: { ...agent, pauseNext: reason } });
  }
  return ok({ ...unringing(call, agent), agent: pausedFor(agent, reason, at) });
}

/**
 * 窗口叫号: whoever serves at a counter takes no calls until they say so again. Refusal:
 * `on-the-phone` (a call rings at them, is talked in or has to be wrapped up).
 */
export function toCounter(agent: Agent, at: Instant): Result<Step, "on-the-phone"> {
  if (agent.callId !== undefined) return refuse("on-the-phone");
  return ok(agent.state === "ready" ? { agent: pausedFor(agent, "counter", at) } : {});
}

/**
 * 签出. Refusals, in this order: `call-in-hand`, `chats-in-hand`, until they are done with.
 */
export function signOff(
  agent: Agent,
  call: QueuedCall | null,
  at: Instant,
): Result<Step, "call-in-hand" | "chats-in-hand"> {
  if (agent.state === "offline") return ok({});
  if (isBusy(agent, call)) return refuse("call-in-hand");
  if (chatsInHand(agent) > 0) return refuse("chats-in-hand");
  const { callId: _, pauseReason: _r, pauseNext: _n, ...rest } = agent;
  return ok({ ...unringing(call, agent), agent: { ...rest, state: "offline", since: at } });
}

/** Has a call in hand that cannot be left alone: who is being rung must find somebody. */
function isBusy(agent: Agent, call: QueuedCall | null): boolean {
  const dials = call?.state === "dialling" && call.agentId === agent.id;
  return dials || agent.state === "talking" || agent.state === "wrap-up";
}

function unringing(call: QueuedCall | null, agent: Agent): Pick<Step, "call"> {
  const rings = call?.state === "reserved" && call.agentId === agent.id;
  return rings ? { call: waitingAgain(call, agent.id) } : {};
}
