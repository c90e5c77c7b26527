import { describe, expect, test } from "vitest";
import { instantOf, later } from "../kernel/time.ts";
import { RING_MS } from "./choose.ts";
import {
  answerHere,
  complete,
  consult,
  declineHere,
  endAll,
  endConsult,
  hangUpHere,
  missConsult,
  unrung,
} from "./consult.ts";
import type { Agent, AgentState, Consult, QueuedCall } from "./model.ts";
import { pause, signOff } from "./rules.ts";

const [EARLY, NOW] = [instantOf(1_000), instantOf(9_000)];
const base = { id: "c1", rev: 1, skill: "fees", enteredAt: EARLY, passed: [] } as const;
const talk: QueuedCall = { ...base, state: "connected", agentId: "a", answeredAt: EARLY };
function desk(id: string, state: AgentState, callId?: string): Agent {
  const at = { since: EARLY, idleSince: EARLY };
  const kept = callId === undefined ? {} : { callId };
  return { id, rev: 1, staffName: id, skills: {}, state, ...at, ...kept };
}
const agent = desk("a", "talking", "c1");
const ready = desk("b", "ready");
const rung = desk("b", "reserved", "c1");
const joined = desk("b", "talking", "c1");
const asked: Consult = { agentId: "b", agentName: "b" };
const rings: QueuedCall = { ...talk, state: "held", consult: { ...asked, until: NOW } };
const both: QueuedCall = { ...talk, state: "held", consult: asked };

describe("asking a colleague", () => {
  test("holds the caller and reserves the colleague, in one step", () => {
    const step = consult(talk, agent, ready, NOW);
    const until = later(NOW, RING_MS);
    expect(step).toMatchObject({
      ok: true,
      value: {
        call: { state: "held", agentId: "a", consult: { agentId: "b", until } },
        colleague: { id: "b", state: "reserved", callId: "c1", since: NOW },
      },
    });
  });

  test.each([
    ["consult-oneself", talk, agent, { ...ready, id: "a" }],
    ["call-over", { ...talk, state: "ended" as const }, agent, rung],
    ["call-elsewhere", talk, desk("z", "talking", "c1"), rung],
    ["consulting", rings, agent, rung],
    [
      "colleague-of-another-branch",
      { ...talk, branchIds: ["b1"] },
      agent,
      { ...ready, overflow: { branchId: "b2" } },
    ],
    ["colleague-busy", talk, agent, rung],
    ["colleague-busy", talk, agent, desk("b", "paused")],
  ])("is refused with %s", (code, call, who, whom) => {
    expect(consult(call, who, whom, NOW)).toEqual({ ok: false, code });
  });

  test("ends by taking the caller back, rung or joined", () => {
    for (const [call, colleague, idleSince] of [
      [rings, rung, EARLY],
      [both, joined, NOW],
    ] as const) {
      const step = endConsult(call, agent, colleague, NOW);
      expect(step.ok && step.value.call).toEqual(talk);
      expect(step.ok && step.value.colleague).toMatchObject({ state: "ready", idleSince });
    }
    expect(endConsult(both, joined, null, NOW)).toMatchObject({ code: "call-elsewhere" });
  });
});

describe("whoever is asked", () => {
  test("answers, declines, misses it, or leaves", () => {
    const answered = answerHere(rings, rung, NOW);
    expect(answered).toMatchObject({ value: { call: both, agent: { state: "talking" } } });
    const declined = declineHere(rings, rung, NOW);
    expect(declined).toMatchObject({ value: { agent: { state: "ready", idleSince: NOW } } });
    expect(declined.ok && declined.value.call).not.toHaveProperty("consult");
    const missed = missConsult(rings, rung, NOW);
    expect(missed.colleague).toMatchObject({ state: "paused", pauseReason: "no-answer" });
    expect(missed.call).toEqual({ ...talk, state: "held" });
    const left = hangUpHere(both, joined, joined, NOW);
    expect(left).toMatchObject({ value: { call: { state: "held" }, agent: { state: "ready" } } });
    expect(hangUpHere(rings, rung, rung, NOW)).toMatchObject({ code: "call-elsewhere" });
    expect(answerHere(both, joined, NOW)).toMatchObject({ code: "call-elsewhere" });
  });

  test("stops the bell by pausing or signing off", () => {
    const paused = pause(rung, rings, "break", NOW);
    expect(paused.ok && unrung(paused.value, rings, rung).call).not.toHaveProperty("consult");
    const off = signOff(rung, rings, NOW);
    expect(off.ok && unrung(off.value, rings, rung).call).toMatchObject({ state: "held" });
    expect(unrung({}, both, joined)).toEqual({});
  });

  test("has the call once the transfer is complete, and is free when the caller is gone", () => {
    expect(complete(rings, agent, NOW)).toMatchObject({ code: "colleague-not-there" });
    expect(complete(talk, agent, NOW)).toMatchObject({ code: "colleague-not-there" });
    const done = complete(both, agent, NOW);
    expect(done).toMatchObject({ value: { agent: { state: "wrap-up" } } });
    const handed = { ...talk, agentId: "b", agentName: "b" };
    expect(done.ok && done.value.call).toEqual(handed);
    expect(hangUpHere(both, agent, joined, NOW)).toEqual(done);
    for (const [call, colleague] of [
      [rings, rung],
      [both, joined],
    ] as const) {
      const over = endAll(call, agent, colleague, NOW);
      expect(over.call).not.toHaveProperty("consult");
      expect([over.agent?.state, over.colleague?.state]).toEqual(["wrap-up", "ready"]);
    }
    const cut = hangUpHere(rings, agent, rung, NOW);
    expect(cut).toMatchObject({
      value: { call: { state: "ended" }, colleague: { state: "ready" } },
    });
  });
});
