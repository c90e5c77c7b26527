import { describe, expect, test } from "vitest";
import { instantOf, later } from "../kernel/time.ts";
import { RING_MS } from "./choose.ts";
import type { Agent, QueuedCall } from "./model.ts";
import {
  answer,
  decline,
  end,
  hangUp,
  hold,
  makeReady,
  miss,
  pause,
  reserve,
  signOff,
  toCounter,
  transfer,
  wrappedUp,
} from "./rules.ts";

const [BEFORE, NOW] = [instantOf(1_000), instantOf(90_000)];
const idle: Agent = {
  id: "a",
  rev: 1,
  staffName: "王芳",
  skills: { fees: 2 },
  state: "ready",
  since: BEFORE,
  idleSince: BEFORE,
};
const waiting: QueuedCall = {
  id: "c",
  rev: 1,
  skill: "fees",
  state: "waiting",
  enteredAt: BEFORE,
  passed: [],
};
const rung = reserve(waiting, idle, NOW);
const ringing = { call: { ...rung.call, rev: 2 }, agent: { ...rung.agent, rev: 2 } };
const talking = {
  call: { ...ringing.call, state: "connected" as const, answeredAt: NOW },
  agent: { ...ringing.agent, state: "talking" as const },
};
const paused: Agent = { ...idle, state: "paused", pauseReason: "break" };
const away: Agent = { ...idle, state: "offline" };
const wrapping: Agent = { ...talking.agent, state: "wrap-up" };

test("a call rings at one desk for so long", () => {
  expect(rung.call).toMatchObject({ state: "reserved", agentId: "a", agentName: "王芳" });
  expect(rung.call.reservedUntil).toBe(later(NOW, RING_MS));
  expect(rung.agent).toMatchObject({ state: "reserved", callId: "c", idleSince: BEFORE });
});

describe("what becomes of both", () => {
  test.each([
    ["answered", answer(ringing.call, ringing.agent, NOW), "connected", "talking"],
    ["held", hold(talking.call, talking.agent, true), "held", undefined],
    ["declined", decline(ringing.call, ringing.agent, NOW), "waiting", "ready"],
    [
      "not answered",
      { ok: true, value: miss(ringing.call, ringing.agent, NOW) },
      "waiting",
      "paused",
    ],
    [
      "transferred",
      transfer(talking.call, talking.agent, { skill: "repairs" }, NOW),
      "waiting",
      "wrap-up",
    ],
    ["over while it waited", { ok: true, value: end(waiting, null, NOW) }, "ended", undefined],
    [
      "over while it rang",
      { ok: true, value: end(ringing.call, ringing.agent, NOW) },
      "ended",
      "ready",
    ],
    [
      "over after the talk",
      { ok: true, value: end(talking.call, talking.agent, NOW) },
      "ended",
      "wrap-up",
    ],
    ["wrapped up", wrappedUp(wrapping, null, undefined, NOW), undefined, "ready"],
    ["paused while it rang", pause(ringing.agent, ringing.call, "break", NOW), "waiting", "paused"],
    ["at a counter by now", toCounter(idle, NOW), undefined, "paused"],
    ["at a counter, paused already", toCounter(paused, NOW), undefined, undefined],
    ["at a counter, signed off", toCounter(away, NOW), undefined, undefined],
    ["signed off while it rang", signOff(ringing.agent, ringing.call, NOW), "waiting", "offline"],
  ] as const)("%s", (_, step, call, agent) => {
    if (!step.ok) throw new Error(step.code);
    expect([step.value.call?.state, step.value.agent?.state]).toEqual([call, agent]);
  });

  test("the place in the queue stays, whatever happens to a call", () => {
    const moved = transfer(talking.call, talking.agent, { agentId: "b" }, NOW);
    const declined = decline(ringing.call, ringing.agent, NOW);
    if (!moved.ok || !declined.ok) throw new Error("refused");
    const missed = miss(ringing.call, ringing.agent, NOW);
    for (const { call } of [moved.value, declined.value, missed]) {
      expect(call).toMatchObject({ enteredAt: BEFORE, passed: ["a"] });
      expect(call).not.toHaveProperty("agentId");
    }
    expect(moved.value.call).toMatchObject({ wantedAgentId: "b" });
  });

  test("whoever goes to a counter says why they pause", () => {
    expect(toCounter(idle, NOW)).toMatchObject({ value: { agent: { pauseReason: "counter" } } });
  });

  test("who hung up before anybody answered has abandoned it", () => {
    expect(end(ringing.call, ringing.agent, NOW).call?.end).toBe("abandoned");
    expect(end(talking.call, talking.agent, NOW).call?.end).toBe("answered");
  });

  test("whose caller hung up while it rang keeps their turn; who declined goes behind all", () => {
    expect(end(ringing.call, ringing.agent, NOW).agent?.idleSince).toBe(BEFORE);
    expect(decline(ringing.call, ringing.agent, NOW)).toMatchObject({
      value: { agent: { idleSince: NOW } },
    });
  });

  test("a pause wanted in a call begins when it is done with, and can be taken back", () => {
    const wanted = pause(talking.agent, talking.call, "meeting", NOW);
    if (!wanted.ok) throw new Error(wanted.code);
    expect(wanted.value.agent).toMatchObject({ state: "talking", pauseNext: "meeting" });
    const wished = { ...wrapping, pauseNext: "meeting" as const };
    const done = wrappedUp(wished, null, undefined, NOW);
    expect(done).toMatchObject({ value: { agent: { state: "paused", pauseReason: "meeting" } } });
    expect(makeReady(wished, NOW).agent).not.toHaveProperty("pauseNext");
  });

  test("an end told twice changes nothing", () => {
    expect(end({ ...talking.call, state: "ended" }, wrapping, NOW)).toEqual({});
  });
});

describe("refused", () => {
  const other = { ...idle, id: "b" };
  const over = { ...waiting, state: "ended" as const };
  test.each([
    ["call-over", answer(over, idle, NOW)],
    ["call-elsewhere", answer(ringing.call, other, NOW)],
    ["call-elsewhere", answer(waiting, idle, NOW)],
    ["call-over", hold(over, idle, true)],
    ["call-elsewhere", decline(ringing.call, other, NOW)],
    ["call-over", decline(over, idle, NOW)],
    ["call-elsewhere", hangUp(ringing.call, ringing.agent, NOW)],
    ["call-over", hangUp(over, idle, NOW)],
    ["call-elsewhere", hold(talking.call, other, true)],
    ["call-elsewhere", hold(ringing.call, ringing.agent, true)],
    ["call-elsewhere", transfer(talking.call, other, {}, NOW)],
    ["not-wrapping-up", wrappedUp(idle, null, undefined, NOW)],
    ["disposition-missing", wrappedUp(wrapping, over, undefined, NOW)],
    ["signed-off", pause({ ...idle, state: "offline" }, null, "break", NOW)],
    ["on-the-phone", toCounter(ringing.agent, NOW)],
    ["on-the-phone", toCounter(talking.agent, NOW)],
    ["on-the-phone", toCounter(wrapping, NOW)],
    ["call-in-hand", signOff(talking.agent, talking.call, NOW)],
    ["call-in-hand", signOff(wrapping, null, NOW)],
  ])("%s", (code, answered) => {
    expect(answered).toMatchObject({ ok: false, code });
  });
});
