import { expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { chatCapacityOf, chatsInHand, mayBeOffered, mayBeRung } from "./capacity.ts";
import { pairUp, type WaitingCall } from "./choose.ts";
import type { Agent } from "./model.ts";
import { signOff } from "./rules.ts";

const AT = instantOf(1_000_000);
const ready: Agent = {
  id: "a",
  rev: 1,
  staffName: "王芳",
  skills: { fees: 2 },
  state: "ready",
  since: AT,
  idleSince: AT,
};

test("the hotline has three chats at once, overflow none, or as many as was set", () => {
  expect(chatCapacityOf(ready)).toBe(3);
  expect(chatCapacityOf({ overflow: {} })).toBe(0);
  expect(chatCapacityOf({ overflow: {}, chatCapacity: 2 })).toBe(2);
  expect(chatCapacityOf({ ...ready, chatCapacity: 0 })).toBe(0);
});

test.each([
  [{}, true, true],
  [{ chatIds: ["1"] }, false, true],
  [{ chatIds: ["1", "2", "3"] }, false, false],
  [{ chatIds: ["1", "2", "3"], chatCapacity: 5 }, false, true],
  [{ state: "talking" }, true, false],
  [{ state: "wrap-up" }, true, false],
  [{ state: "paused" }, true, false],
  [{ chatCapacity: 0 }, true, false],
] as const)("%j: rung %s, offered a chat %s", (over, rung, offered) => {
  const agent = { ...ready, ...over };
  expect([mayBeRung(agent), mayBeOffered(agent)]).toEqual([rung, offered]);
});

test("whoever has the fewest chats is first, then who has been idle longest", () => {
  const waiting = (id: string): WaitingCall => ({ id, skill: "fees", enteredAt: AT, passed: [] });
  const people = [
    { ...ready, id: "two", chatIds: ["1", "2"], idleSince: instantOf(0) },
    { ...ready, id: "late", chatIds: ["3"], idleSince: instantOf(20) },
    { ...ready, id: "early", chatIds: ["4"], idleSince: instantOf(10) },
  ];
  const pairs = pairUp([waiting("x"), waiting("y"), waiting("z")], people, AT);
  expect(pairs.map(({ agentId }) => agentId)).toEqual(["early", "late", "two"]);
});

test("nobody signs off with chats in hand", () => {
  expect(signOff({ ...ready, chatIds: ["1"] }, null, AT)).toMatchObject({ code: "chats-in-hand" });
  expect(signOff({ ...ready, chatIds: [] }, null, AT)).toMatchObject({ ok: true });
  expect(chatsInHand({})).toBe(0);
});
