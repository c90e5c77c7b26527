import { describe, expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { dispose } from "./dispose.ts";
import type { Agent, QueuedCall } from "./model.ts";
import { released, wrappedUp } from "./rules.ts";

const NOW = instantOf(90_000);
const agent: Agent = {
  id: "a",
  rev: 3,
  staffName: "王芳",
  skills: { fees: 2 },
  state: "wrap-up",
  since: NOW,
  idleSince: NOW,
  callId: "c",
};
const over: QueuedCall = {
  id: "c",
  rev: 5,
  skill: "fees",
  state: "ended",
  enteredAt: NOW,
  passed: [],
  agentId: "a",
  agentName: "王芳",
  answeredAt: NOW,
  endedAt: NOW,
  end: "answered",
};
const elsewhere = { ...over, state: "connected", agentId: "b", agentName: "李明" } as const;
const FAULT = { about: "fault", note: "卧室不热" } as const;

function disposed(call: QueuedCall, by: Agent, said: Parameters<typeof dispose>[2]): QueuedCall {
  const result = dispose(call, by, said, NOW);
  if (!result.ok) throw new Error(result.code);
  return { ...result.value, rev: call.rev + 1 };
}

describe("what a call was about", () => {
  test("is one of each agent who talked in it, and may be said anew", () => {
    const first = disposed(elsewhere, agent, { about: "payment" });
    const ready = { ...agent, state: "ready", callId: "d" } as const;
    const again = disposed(first, ready, FAULT);
    const both = disposed(again, { ...agent, id: "b", staffName: "李明" }, { about: "other" });
    expect(both.dispositions).toEqual([
      { agentId: "a", agentName: "王芳", at: NOW, ...FAULT },
      { agentId: "b", agentName: "李明", at: NOW, about: "other" },
    ]);
  });

  test.each([
    ["who wraps up", over, agent, true],
    ["who talks", elsewhere, { ...agent, state: "talking" }, true],
    ["who handed it on and wraps up", elsewhere, agent, true],
    ["who had it last, afterwards", over, { ...agent, state: "ready", callId: "d" }, true],
    ["who had handed it on and said nothing", elsewhere, { ...agent, callId: "d" }, false],
    ["whom it rings", { ...over, state: "reserved" }, { ...agent, state: "reserved" }, false],
    [
      "whom it rang and who never answered",
      { ...over, answeredAt: undefined } as unknown as QueuedCall,
      { ...agent, state: "ready", callId: "d" },
      false,
    ],
    ["anybody else", over, { ...agent, id: "z", callId: "d" }, false],
  ] as const)("may be said by %s: %#", (_, call, by, may) => {
    expect(dispose(call, by as Agent, FAULT, NOW).ok).toBe(may);
  });
});

describe("wrapping up", () => {
  test("says what the call was about, in the same step", () => {
    const done = wrappedUp(agent, over, FAULT, NOW);
    expect(done).toMatchObject({
      value: { agent: { state: "ready" }, call: { dispositions: [FAULT] } },
    });
  });

  test("needs no second word where it was said before", () => {
    const said = disposed(over, agent, FAULT);
    expect(wrappedUp(agent, said, undefined, NOW)).toMatchObject({ ok: true });
    expect(wrappedUp(agent, over, undefined, NOW)).toMatchObject({ code: "disposition-missing" });
  });

  test("is ended by a supervisor for whoever left; others stay as they are", () => {
    const gone = released({ ...agent, pauseNext: "break" }, NOW);
    expect(gone).toMatchObject({ state: "ready", rev: 3 });
    expect(gone).not.toHaveProperty("callId");
    expect(released({ ...agent, state: "talking" }, NOW).state).toBe("talking");
  });
});
