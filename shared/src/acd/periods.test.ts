import { describe, expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import type { Agent, QueuedCall } from "./model.ts";
import {
  agentPeriod,
  callPeriod,
  runningAgentPeriod,
  stampedAgent,
  stampedCall,
} from "./periods.ts";
import { answer, end, hold, miss, pause, reserve, transfer, wrappedUp } from "./rules.ts";

const [T0, T1, T2, T3] = [0, 10_000, 30_000, 60_000].map(instantOf) as [never, never, never, never];
const ready: Agent = {
  id: "a",
  rev: 1,
  staffName: "王芳",
  skills: { fees: 2 },
  state: "ready",
  since: T0,
  idleSince: T0,
};
const waiting: QueuedCall = {
  id: "c",
  rev: 1,
  skill: "fees",
  state: "waiting",
  enteredAt: T0,
  since: T0,
  passed: [],
};

/** As both are stored after a step. */
function stored(at: typeof T0, { call, agent }: Partial<ReturnType<typeof reserve>>, before: Pair) {
  return {
    call: call === undefined ? before.call : after(before.call, stampedCall(before.call, call, at)),
    agent: agent === undefined ? before.agent : after(before.agent, agent),
  };
}
interface Pair {
  readonly call: QueuedCall;
  readonly agent: Agent;
}
const after = <D extends { readonly rev: number }, B>({ rev }: D, body: B) =>
  ({ ...body, rev: rev + 1 }) as B & { readonly rev: number };
const value = <T>(result: { readonly ok: boolean; readonly value?: T }) => result.value!;

const idle = { call: waiting, agent: ready };
const rung = stored(T1, reserve(waiting, ready, T1), idle);
const talking = stored(T2, value(answer(rung.call, rung.agent, T2)), rung);
const held = stored(T3, value(hold(talking.call, talking.agent, true)), talking);

describe("a call's period", () => {
  test.each([
    ["waiting, until it rings", idle, rung, T1, { state: "waiting", from: T0, to: T1 }],
    [
      "ringing, until it is answered: how it fared",
      rung,
      talking,
      T2,
      { state: "reserved", from: T1, to: T2, agentId: "a", outcome: "answered" },
    ],
    ["talked in, until it is held", talking, held, T3, { state: "connected", from: T2, to: T3 }],
  ])("%s", (_, before, next, at, period) => {
    const { outcome } = { outcome: undefined, ...period };
    expect(callPeriod(before.call, next.call, at)).toMatchObject(period);
    expect(callPeriod(before.call, next.call, at)?.outcome).toBe(outcome);
  });

  test.each([
    ["abandoned", undefined],
    ["unserved", "unserved"],
  ] as const)("says once that it was %s", (outcome, unanswered) => {
    const { call } = end(waiting, null, T1, unanswered);
    expect(callPeriod(waiting, call!, T1)).toMatchObject({ state: "waiting", outcome });
  });

  test("an answered call that is handed on and given up has fared well, once", () => {
    const back = stored(T3, value(transfer(talking.call, talking.agent, {}, T3)), talking);
    expect(callPeriod(talking.call, back.call, T3)).not.toHaveProperty("outcome");
    const { call } = end(back.call, null, T3);
    expect(callPeriod(back.call, call!, T3)).not.toHaveProperty("outcome");
  });

  test("nothing ends while it stands as before", () => {
    expect(callPeriod(talking.call, { ...talking.call, dispositions: [] }, T3)).toBeNull();
    expect(stampedCall(talking.call, { ...talking.call, dispositions: [] }, T3).since).toBe(T2);
  });

  test("a call of an older program counts from when it was answered, or came", () => {
    const { since: _, ...old } = talking.call;
    expect(callPeriod(old, held.call, T3)).toMatchObject({ from: T2 });
    const { since: _s, ...queued } = waiting;
    expect(callPeriod(queued, rung.call, T1)).toMatchObject({ from: T0 });
  });

  test("never ends before it began", () => {
    expect(callPeriod(talking.call, held.call, T1)).toMatchObject({ from: T2, to: T2 });
  });
});

describe("an agent's period", () => {
  const missed = stored(T2, miss(rung.call, rung.agent, T2), rung);
  const wrapping = stored(T3, end(held.call, held.agent, T3), held);
  const wrapped = value(wrappedUp(wrapping.agent, null, undefined, T3)).agent;
  test.each([
    ["ready, until it rings", idle, rung, T1, { phase: "ready", from: T0, to: T1 }],
    ["rung", rung, talking, T2, { phase: "reserved", next: "talking", skill: "fees" }],
    ["rung in vain", rung, missed, T2, { phase: "reserved", next: "paused", missed: true }],
    ["talking, until the caller is on hold", talking, held, T3, { phase: "talking", from: T2 }],
    ["with the caller on hold", held, wrapping, T3, { phase: "held", from: T3, next: "wrap-up" }],
    ["wrapping up", wrapping, { ...wrapping, agent: wrapped }, T3, { phase: "wrap-up" }],
  ])("%s", (_, before, next, at, period) => {
    expect(agentPeriod(before, next, at)).toMatchObject(period);
  });

  test("a pause that is taken anew ends the one before", () => {
    const paused = stored(T1, value(pause(ready, null, "break", T1)), idle);
    const again = stored(T2, value(pause(paused.agent, null, "break", T2)), paused);
    const period = { phase: "paused", reason: "break", from: T1, to: T2 };
    expect(agentPeriod(paused, again, T2)).toMatchObject(period);
  });

  test("nothing ends for who was off the phone, or does as before", () => {
    const off = { ...idle, agent: { ...ready, state: "offline" as const } };
    expect(agentPeriod(off, idle, T1)).toBeNull();
    expect(agentPeriod(idle, { ...idle, agent: { ...ready, skills: {} } }, T1)).toBeNull();
  });

  test("two holds in one talk have periods of their own, though the agent is not written", () => {
    const resumed = stored(T3, value(hold(held.call, held.agent, false)), held);
    const [one, other] = [agentPeriod(talking, held, T3), agentPeriod(held, resumed, T3)];
    expect(one?.id).not.toBe(other?.id);
  });

  test("what goes on now is as if it ended now", () => {
    expect(runningAgentPeriod(talking, T3)).toMatchObject({ phase: "talking", from: T2, to: T3 });
  });
});

describe("who has chats is not ready", () => {
  const alone = (agent: Agent) => ({ agent, call: null });
  const chatting = after(ready, stampedAgent(ready, { ...ready, chatIds: ["x"] }, T1));
  const two = after(chatting, stampedAgent(chatting, { ...chatting, chatIds: ["x", "y"] }, T2));
  const again = after(two, stampedAgent(two, { ...two, chatIds: [] }, T3));

  test("from the first until the last, however many", () => {
    expect(agentPeriod(alone(ready), alone(chatting), T1)).toMatchObject({
      phase: "ready",
      next: "chatting",
      from: T0,
      to: T1,
    });
    expect(agentPeriod(alone(chatting), alone(two), T2)).toBeNull();
    expect(agentPeriod(alone(two), alone(again), T3)).toMatchObject({
      phase: "chatting",
      next: "ready",
      from: T1,
      to: T3,
    });
    expect(runningAgentPeriod(alone(again), T3)).toMatchObject({ phase: "ready", from: T3 });
  });

  test("who pauses with chats in hand is paused", () => {
    const paused = after(two, value(pause(two, null, "break", T3)).agent!);
    expect(agentPeriod(alone(two), alone(paused), T3)).toMatchObject({
      phase: "chatting",
      next: "paused",
      to: T3,
    });
    const none = stampedAgent(paused, { ...paused, chatIds: [] }, T3);
    expect(none.since).toBe(paused.since);
  });
});
