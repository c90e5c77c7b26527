import { describe, expect, test } from "vitest";
import { later, type Instant } from "../kernel/time.ts";
import type { Agent, QueuedCall } from "./model.ts";
import {
  askRingBack,
  ATTEMPTS_MAX,
  cancelDialling,
  dial,
  dialled,
  isDue,
  reached,
  returned,
  RETRY_MS,
  unreached,
  withdraw,
} from "./ring-back.ts";
import { callPeriod } from "./periods.ts";
import { answer, pause, reserve, signOff, transfer, type Step } from "./rules.ts";

const at = (text: string) => Date.parse(`${text}+08:00`) as Instant;
const NOON = at("2026-11-29T12:00");
const PHONE = "+8613800000011";

const waiting: QueuedCall = {
  id: "call",
  rev: 1,
  skill: "fees",
  state: "waiting",
  enteredAt: later(NOON, -60_000),
  passed: [],
};
const ready: Agent = {
  id: "agent",
  rev: 1,
  staffName: "王",
  skills: { fees: 2 },
  state: "ready",
  since: NOON,
  idleSince: later(NOON, -600_000),
};

const take = (result: { ok: boolean; value?: Step }): Step => result.value ?? {};
const stored = <T extends object>(document: T, rev = 2): T & { rev: number } => ({
  ...document,
  rev,
});
const kept = stored(take(askRingBack(waiting, PHONE, NOON)).call!) as QueuedCall;

/** It has rung at the agent's desk, they have answered, and the caller is rung. */
function dialling(call: QueuedCall = kept, now = NOON) {
  const step = reserve(call, ready, now);
  const [rings, agent] = [stored(step.call), stored(step.agent)];
  return { call: stored(take(dial(rings, agent, now)).call!) as QueuedCall, agent };
}

describe("who asks for it", () => {
  test("keeps place and matter, once", () => {
    expect(kept).toMatchObject({
      state: "waiting",
      enteredAt: waiting.enteredAt,
      ringBack: { phone: PHONE, askedAt: NOON, attempts: 0 },
    });
    expect(askRingBack(kept, "+8613900000000", NOON)).toEqual({ ok: true, value: {} });
  });

  test.each(["reserved", "connected", "held"] as const)("is answered where it is %s", (state) => {
    expect(askRingBack({ ...waiting, state }, PHONE, NOON)).toMatchObject({
      code: "call-elsewhere",
    });
  });

  test("is not rung back who was handed on", () => {
    expect(askRingBack({ ...waiting, answeredAt: NOON }, PHONE, NOON)).toMatchObject({
      code: "call-elsewhere",
    });
  });

  test("is too late once it is over", () => {
    expect(askRingBack({ ...waiting, state: "ended" }, PHONE, NOON)).toMatchObject({
      code: "call-over",
    });
  });
});

test.each([
  ["by day", "2026-11-29T11:50", undefined, "2026-11-29T12:00", true],
  ["before they had peace", "2026-11-29T11:50", "2026-11-29T12:01", "2026-11-29T12:00", false],
  ["exactly after it", "2026-11-29T11:50", "2026-11-29T12:00", "2026-11-29T12:00", true],
  ["in the night, asked by day", "2026-11-29T20:59", undefined, "2026-11-29T21:00", false],
  ["in the night in which they asked", "2026-11-29T21:00", undefined, "2026-11-29T23:00", true],
  ["after midnight of it", "2026-11-29T21:00", undefined, "2026-11-30T07:59", true],
  ["in the night after", "2026-11-29T03:00", undefined, "2026-11-29T22:00", false],
  ["in the morning", "2026-11-29T20:59", undefined, "2026-11-30T08:00", true],
])("it is due: %s", (_, asked, notBefore, now, due) => {
  const ringBack = {
    phone: PHONE,
    askedAt: at(asked),
    attempts: 1,
    ...(notBefore === undefined ? {} : { notBefore: at(notBefore) }),
  };
  expect(isDue({ ringBack }, at(now))).toBe(due);
  expect(isDue({}, at(now))).toBe(true);
  // On the line they wait as everybody does.
  expect(isDue({ ringBack: { ...ringBack, reachedAt: at(asked) } }, at(now))).toBe(true);
});

describe("rung", () => {
  test("once an agent has answered, who stays reserved", () => {
    const { call, agent } = dialling();
    expect(call).toMatchObject({ state: "dialling", agentId: "agent", ringBack: { attempts: 1 } });
    expect(take(pause(agent, call, "break", NOON)).agent).toMatchObject({
      state: "reserved",
      pauseNext: "break",
    });
    expect(signOff(agent, call, NOON)).toMatchObject({ code: "call-in-hand" });
    expect(dial(call, agent, NOON)).toMatchObject({ code: "call-elsewhere" });
  });

  test("is not answered, and who is on the line is not dialled", () => {
    const off = reserve(kept, ready, NOON);
    expect(answer(stored(off.call), stored(off.agent), NOON)).toMatchObject({
      code: "call-elsewhere",
    });
    const on = reserve(waiting, ready, NOON);
    expect(dial(stored(on.call), stored(on.agent), NOON)).toMatchObject({
      code: "call-elsewhere",
    });
  });

  test("and answering, they talk; told again it is so", () => {
    const { call, agent } = dialling();
    const one = { attempt: 1, lineId: "line" };
    const step = take(reached(call, agent, one, NOON));
    expect(step.agent).toMatchObject({ state: "talking", callId: "call" });
    const talks = stored(step.call!) as QueuedCall;
    expect(talks).toMatchObject({
      state: "connected",
      answeredAt: NOON,
      ringBack: { lineId: "line", reachedAt: NOON },
    });
    expect(talks).not.toHaveProperty("reservedUntil");
    expect(reached(talks, agent, one, NOON)).toEqual({ ok: true, value: {} });
    expect(withdraw(talks, agent, NOON)).toMatchObject({ code: "no-ring-back" });
    // Handed on, they wait on the line, and are not rung once more.
    const handed = stored(take(transfer(talks, agent, {}, NOON)).call!) as QueuedCall;
    expect(isDue(handed, at("2026-11-29T23:00"))).toBe(true);
  });

  test("by a line of an earlier time, nothing comes of it", () => {
    const { call, agent } = dialling();
    const late = { attempt: 2, lineId: "line" };
    expect(reached(call, agent, late, NOON)).toMatchObject({ code: "call-elsewhere" });
    expect(unreached(call, agent, { attempt: 2 }, NOON)).toEqual({});
    expect(dialled(call, late)).toBeUndefined();
    expect(dialled(call, { ...late, attempt: 1 })!.call).toMatchObject({
      ringBack: { lineId: "line" },
    });
  });
});

describe("who is not there", () => {
  test("is rung again in their place, and the agent is as idle as before", () => {
    const { call, agent } = dialling();
    const step = unreached(call, agent, { attempt: 1 }, NOON);
    expect(step.agent).toMatchObject({ state: "ready", idleSince: ready.idleSince });
    expect(step.call).toMatchObject({
      state: "waiting",
      enteredAt: waiting.enteredAt,
      passed: [],
      ringBack: { attempts: 1, notBefore: later(NOON, RETRY_MS) },
    });
    expect(take(cancelDialling(call, agent, NOON))).toEqual(step);
  });

  test.each([
    ["at last", ATTEMPTS_MAX, {}],
    ["where the number cannot be rung", 1, { never: true as const }],
  ])("is left to a person: %s", (_, attempt, more) => {
    const before = { ...kept, ringBack: { ...kept.ringBack!, attempts: attempt - 1 } };
    const { call, agent } = dialling(before);
    const step = unreached(call, agent, { attempt, ...more }, NOON);
    expect(step.call).toMatchObject({ state: "ended", end: "unreached", endedAt: NOON });
    expect(step.agent).toMatchObject({ state: "ready" });
  });

  test("may be let off by a person at every moment until they talk", () => {
    const { call, agent } = dialling();
    for (const [of, desk] of [[kept, null] as const, [call, agent] as const]) {
      expect(take(withdraw(of, desk, NOON)).call).toMatchObject({ end: "withdrawn" });
    }
    expect(take(withdraw(call, agent, NOON)).agent).toMatchObject({ state: "ready" });
    expect(withdraw(waiting, null, NOON)).toMatchObject({ code: "no-ring-back" });
  });
});

test("who calls again ends it, and how they fared says the other call", () => {
  const step = returned(kept, NOON);
  expect(step.call).toMatchObject({ state: "ended", end: "returned" });
  expect(callPeriod(kept, step.call!, NOON)).not.toHaveProperty("outcome");
  expect(returned(dialling().call, NOON)).toEqual({});
});
