import { describe, expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { pairUp, type IdleAgent, type WaitingCall } from "./choose.ts";
import type { Skills } from "./model.ts";

const NOW = instantOf(1_000_000_000);
const ago = (seconds: number) => instantOf(NOW - seconds * 1_000);

function call(id: string, waitedS: number, over: Partial<WaitingCall> = {}): WaitingCall {
  return { id, skill: "fees", enteredAt: ago(waitedS), passed: [], ...over };
}
function agent(id: string, idleS: number, skills: Skills = { fees: 2 }): IdleAgent {
  return { id, skills, idleSince: ago(idleS) };
}
/** 溢出座席, of a branch or of a hall. */
function spare(id: string, idleS: number, branchId?: string): IdleAgent {
  return { ...agent(id, idleS, {}), overflow: branchId === undefined ? {} : { branchId } };
}
function pairs(calls: readonly WaitingCall[], agents: readonly IdleAgent[]) {
  return pairUp(calls, agents, NOW).map(({ callId, agentId }) => `${callId}→${agentId}`);
}

describe("whose turn it is", () => {
  const two = [call("late", 1), call("early", 9)];
  test.each<[string, readonly WaitingCall[], readonly IdleAgent[], string[]]>([
    ["nobody waits", [], [agent("a", 1)], []],
    ["nobody is ready", [call("c", 1)], [], []],
    [
      "who waits longest, by who was idle longest",
      two,
      [agent("a", 5), agent("b", 50)],
      ["early→b", "late→a"],
    ],
    [
      "who speaks the caller's language, of those who may have it",
      [call("c", 1, { tongue: "dialect" })],
      [agent("a", 99), { ...agent("b", 1), tongues: ["english", "dialect"] }],
      ["c→b"],
    ],
    [
      "nobody waits for one who does",
      [call("c", 1, { tongue: "english" })],
      [agent("a", 99), { ...agent("b", 1, { fees: 1 }), tongues: ["english"] }],
      ["c→a"],
    ],
    [
      "who speaks more is not kept from others",
      [call("c", 1)],
      [{ ...agent("a", 99), tongues: ["dialect"] }, agent("b", 1)],
      ["c→a"],
    ],
    ["one each", two, [agent("a", 5)], ["early→a"]],
    ["not whoever only can help, at first", [call("c", 19)], [agent("a", 5, { fees: 1 })], []],
    ["whoever can help, after 20 s", [call("c", 20)], [agent("a", 5, { fees: 1 })], ["c→a"]],
    ["not of another skill", [call("c", 59)], [agent("a", 5, { repairs: 3 })], []],
    ["anybody, after 60 s", [call("c", 60)], [agent("a", 5, { repairs: 3 })], ["c→a"]],
    [
      "a call that nobody can have holds up no other",
      [call("c", 9, { skill: "repairs" }), call("d", 1)],
      [agent("a", 5)],
      ["d→a"],
    ],
    [
      "not who passed it, while there is another",
      [call("c", 1, { passed: ["a"] })],
      [agent("a", 99), agent("b", 1)],
      ["c→b"],
    ],
    [
      "who passed it, where nobody else is",
      [call("c", 1, { passed: ["a"] })],
      [agent("a", 99)],
      ["c→a"],
    ],
    [
      "whom it was transferred to, whatever their skill",
      [call("c", 1, { wantedAgentId: "b" })],
      [agent("a", 99), agent("b", 1, {})],
      ["c→b"],
    ],
    [
      "another, where that one is not free",
      [call("c", 1, { wantedAgentId: "z" })],
      [agent("a", 99)],
      ["c→a"],
    ],
    ["not overflow, at first", [call("c", 59)], [spare("a", 99)], []],
    ["overflow, after 60 s, whatever their skill", [call("c", 60)], [spare("a", 1)], ["c→a"]],
    [
      "the hotline before overflow, however long idle",
      [call("c", 99)],
      [spare("a", 99), agent("b", 1, {})],
      ["c→b"],
    ],
    [
      "overflow before who of the hotline passed it",
      [call("c", 99, { passed: ["b"] })],
      [spare("a", 1), agent("b", 99)],
      ["c→a"],
    ],
    [
      "who of the hotline passed it before overflow that passed it, too",
      [call("c", 99, { passed: ["a", "b"] })],
      [spare("a", 99), agent("b", 1)],
      ["c→b"],
    ],
    [
      "of overflow whoever was idle longest",
      [call("c", 60)],
      [spare("a", 5), spare("b", 50)],
      ["c→b"],
    ],
    [
      "of overflow whoever may have it",
      [call("c", 60, { branchIds: ["b1"] })],
      [spare("a", 99, "b2"), spare("b", 1, "b1")],
      ["c→b"],
    ],
    ["never of another branch", [call("c", 999, { branchIds: ["b1"] })], [spare("a", 9, "b2")], []],
    [
      "overflow of a hall from any",
      [call("c", 60, { branchIds: ["b1"] })],
      [spare("a", 9)],
      ["c→a"],
    ],
    ["nobody known for any branch", [call("c", 60)], [spare("a", 9, "b2")], ["c→a"]],
    [
      "known in two branches for either",
      [call("c", 60, { branchIds: ["b1", "b2"] })],
      [spare("a", 9, "b2")],
      ["c→a"],
    ],
    [
      "handed to overflow at once, but not to another branch",
      [
        call("c", 9, { wantedAgentId: "a" }),
        call("d", 8, { wantedAgentId: "b", branchIds: ["b1"] }),
      ],
      [spare("a", 1), spare("b", 1, "b2")],
      ["c→a"],
    ],
    [
      "equals by their ids",
      [call("d", 1), call("c", 1)],
      [agent("b", 1), agent("a", 1)],
      ["c→a", "d→b"],
    ],
  ])("%s", (_, calls, agents, expected) => {
    expect(pairs(calls, agents)).toEqual(expected);
  });
});
