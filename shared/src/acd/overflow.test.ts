import { describe, expect, test } from "vitest";
import type { Role, Scope, StaffActor } from "../access/actor.ts";
import { seededRandom } from "../kernel/ids.ts";
import { instantOf } from "../kernel/time.ts";
import { OVERFLOW_AFTER_MS, pairUp, type IdleAgent, type WaitingCall } from "./choose.ts";
import { isStill, mayHave, overflowOf } from "./overflow.ts";

const CITY: Scope = { kind: "city" };
const HALL: Scope = { kind: "hall", hallId: "h1" };
const BRANCH: Scope = { kind: "branch", branchId: "b1" };

function person(roles: readonly Role[], scope: Scope): StaffActor {
  return { kind: "staff", id: "p", name: "p", roles, scope };
}

test.each<[string, readonly Role[], Scope, ReturnType<typeof overflowOf>]>([
  ["an agent of the city is of the hotline", ["agent"], CITY, undefined],
  ["so is a supervisor", ["supervisor"], CITY, undefined],
  ["and who is an agent beside their counter", ["cashier", "agent"], CITY, undefined],
  ["an agent of a branch serves it alone", ["agent"], BRANCH, { branchId: "b1" }],
  ["a dispatcher of a branch", ["dispatcher"], BRANCH, { branchId: "b1" }],
  ["a dispatcher of the city", ["dispatcher"], CITY, {}],
  ["a cashier of a hall serves all who walk in", ["cashier"], HALL, {}],
])("%s", (_, roles, scope, expected) => {
  expect(overflowOf(person(roles, scope))).toEqual(expected);
});

describe("who may have which call", () => {
  test.each([
    ["the hotline any", {}, ["b2"], true],
    ["a hall any", { overflow: {} }, ["b2"], true],
    ["a branch its own", { overflow: { branchId: "b1" } }, ["b2", "b1"], true],
    ["a branch a stranger's", { overflow: { branchId: "b1" } }, [], true],
    ["a branch an older call", { overflow: { branchId: "b1" } }, undefined, true],
    ["a branch no other's", { overflow: { branchId: "b1" } }, ["b2"], false],
  ])("%s", (_, agent, branchIds, expected) => {
    expect(mayHave(agent, branchIds === undefined ? {} : { branchIds })).toBe(expected);
  });
});

test.each([
  ["as they signed on", person(["dispatcher"], BRANCH), { overflow: { branchId: "b1" } }, true],
  ["of the hotline still", person(["agent"], CITY), {}, true],
  [
    "of another branch now",
    person(["dispatcher"], BRANCH),
    { overflow: { branchId: "b2" } },
    false,
  ],
  ["for all by then, for one now", person(["dispatcher"], BRANCH), { overflow: {} }, false],
  ["of the hotline now", person(["agent"], CITY), { overflow: {} }, false],
  ["of it no longer", person(["cashier"], HALL), {}, false],
  ["without any such role", person(["finance"], CITY), {}, false],
])("whether they are still: %s", (_, actor, agent, expected) => {
  expect(isStill(actor, agent)).toBe(expected);
});

test("overflow has no call before its time, of another branch, or in place of the hotline", () => {
  const at = instantOf(1_000_000_000);
  for (let seed = 1; seed <= 500; seed += 1) {
    const random = seededRandom(seed);
    const upTo = (most: number) => Math.floor(random.next() * (most + 1));
    const [branches, skills] = [["b1", "b2"], { fees: 2, repairs: 2 } as const];
    const agents = Array.from({ length: upTo(8) }, (_, place): IdleAgent => {
      const idle = { id: `a${place}`, skills, idleSince: instantOf(at - upTo(9)) };
      const branchId = branches[upTo(3)];
      if (upTo(2) === 0) return idle;
      return { ...idle, overflow: branchId === undefined ? {} : { branchId } };
    });
    const calls = Array.from({ length: upTo(8) }, (_, place): WaitingCall => {
      const enteredAt = instantOf(at - upTo(2 * OVERFLOW_AFTER_MS));
      const passed = agents.filter(() => upTo(5) === 0).map(({ id }) => id);
      const branchIds = branches.filter(() => upTo(2) === 0);
      return { id: `c${place}`, skill: "fees", enteredAt, passed, branchIds };
    });
    const pairs = pairUp(calls, agents, at);
    const free = agents.filter(({ id }) => pairs.every(({ agentId }) => agentId !== id));
    for (const { callId, agentId } of pairs) {
      const call = calls.find(({ id }) => id === callId)!;
      const agent = agents.find(({ id }) => id === agentId)!;
      expect(mayHave(agent, call), `seed ${seed}`).toBe(true);
      if (agent.overflow === undefined) continue;
      expect(at - call.enteredAt, `seed ${seed}`).toBeGreaterThanOrEqual(OVERFLOW_AFTER_MS);
      const left = free.filter(
        ({ id, overflow }) => overflow === undefined && !call.passed.includes(id),
      );
      expect(left, `seed ${seed}`).toEqual([]);
    }
    const waiting = calls.filter(({ id }) => pairs.every(({ callId }) => callId !== id));
    // Nobody waits in vain beside somebody who may have them.
    for (const call of waiting.filter(({ enteredAt }) => at - enteredAt >= OVERFLOW_AFTER_MS)) {
      expect(
        free.filter((agent) => mayHave(agent, call)),
        `seed ${seed}`,
      ).toEqual([]);
    }
  }
});
