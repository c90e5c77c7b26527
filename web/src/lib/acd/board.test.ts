import { expect, test } from "vitest";
import type { AcdRow } from "@warmline/shared/acd/live.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { boardOf, callAt, clockText, skillLines, waitOfNext } from "./board.ts";

const [EARLY, LATE, NOW] = [instantOf(1_000), instantOf(31_000), instantOf(61_000)];

function agent(id: string, state: "ready" | "talking" | "wrap-up", callId?: string): AcdRow {
  const skills = { fees: 2 } as const;
  const row = { id, rev: 1, staffName: id, skills, state, since: EARLY, idleSince: EARLY };
  return { id: `agent/${id}`, rev: 1, kind: "agent", agent: { ...row, callId } };
}
function call(id: string, enteredAt = EARLY, agentId?: string): AcdRow {
  const state = agentId === undefined ? ("waiting" as const) : ("connected" as const);
  const row = { id, rev: 1, skill: "fees" as const, state, enteredAt, agentId };
  return { id: `call/${id}`, rev: 1, kind: "call", call: row };
}

test("calls stand by how long they wait; a skill says who waits, talks and is ready", () => {
  const rows = [call("c2", LATE), agent("a", "ready"), call("c1"), call("c3", LATE, "b")];
  const board = boardOf([...rows, agent("b", "talking", "c3")]);
  expect(board.calls.map(({ id }) => id)).toEqual(["c1", "c2", "c3"]);
  expect(skillLines(board, NOW)).toEqual([
    { skill: "fees", waiting: 2, toRingBack: 0, longestS: 60, talking: 1, ready: 1 },
    { skill: "repairs", waiting: 0, toRingBack: 0, longestS: 0, talking: 0, ready: 0 },
  ]);
  expect(clockText(65)).toBe("1:05");
});

test("overflow that is ready is no agent of a queue", () => {
  const spare = agent("s", "ready");
  if (spare.kind !== "agent") throw new Error("an agent");
  const rows = [agent("a", "ready"), { ...spare, agent: { ...spare.agent, overflow: {} } }];
  expect(skillLines(boardOf(rows), NOW)[0]).toMatchObject({ ready: 1 });
});

test("who hung up to be rung back waits, and is not the longest on the line", () => {
  const early = call("c1", EARLY);
  const ringBack = { askedAt: EARLY, attempts: 0 };
  if (early.kind !== "call") throw new Error("a call");
  const rows = [{ ...early, call: { ...early.call, ringBack } }, call("c2", LATE)];
  const [fees] = skillLines(boardOf(rows), NOW);
  expect(fees).toMatchObject({ waiting: 2, toRingBack: 1, longestS: 30 });
});

test("who handed a call on has it no more, wherever it is by now", () => {
  const at = (...rows: AcdRow[]) => {
    const board = boardOf([agent("a", "wrap-up", "c1"), ...rows]);
    return callAt(board, board.agents[0]);
  };
  expect(at(call("c1"))).toBeUndefined();
  expect(at(call("c1", EARLY, "b"))).toBeUndefined();
  expect(at(call("c1", EARLY, "a"))).toMatchObject({ id: "c1" });
});

test("whoever would come now waits behind all who wait for the same", () => {
  const handling = { fees: 240_000 };
  const board = boardOf([agent("a", "talking", "c1"), call("c1", EARLY, "a"), call("c2")]);
  expect(waitOfNext(board, "fees", {}, NOW)).toBeNull();
  const one = waitOfNext(board, "fees", handling, NOW);
  const more = boardOf([agent("a", "talking", "c1"), call("c1", EARLY, "a")]);
  const less = waitOfNext(more, "fees", handling, NOW);
  expect(one!.to).toBeGreaterThan(less!.to!);
});
