import { describe, expect, test } from "vitest";
import type { BoardRow } from "@warmline/shared/hall/live.ts";
import { EPOCH, instantOf } from "@warmline/shared/kernel/time.ts";
import { callsOf, stillCalled, toAnnounce } from "./announce.ts";

const NOW = instantOf(1_000_000);

function ticket(
  label: string,
  over: Partial<Extract<BoardRow, { kind: "ticket" }>> = {},
): BoardRow {
  return {
    id: label,
    rev: 1,
    kind: "ticket",
    label,
    serviceId: "s",
    state: "called",
    waitingSince: EPOCH,
    counterNumber: 3,
    calledAt: instantOf(NOW - 1_000),
    callSeq: 1,
    ...over,
  };
}

const said = (rows: BoardRow[], after: number) =>
  toAnnounce(callsOf(rows), after, NOW).map((call) => call.label);

test("calls stand newest first; who waits is no call", () => {
  const rows = [
    ticket("A1", { callSeq: 4 }),
    ticket("A2", { callSeq: 6, state: "serving" }),
    ticket("A3", { state: "waiting", callSeq: undefined, counterNumber: undefined }),
    { id: "c", rev: 1, kind: "counter", number: 1, state: "open" } as const,
  ];
  expect(callsOf(rows).map((call) => call.label)).toEqual(["A2", "A1"]);
});

describe("announcing", () => {
  test("in the order of the calls, each once", () => {
    const rows = [ticket("A2", { callSeq: 8 }), ticket("A1", { callSeq: 7 })];
    expect(said(rows, 6)).toEqual(["A1", "A2"]);
    expect(said(rows, 8)).toEqual([]);
  });

  test("a recall is announced again", () => {
    expect(said([ticket("A1", { callSeq: 9 })], 8)).toEqual(["A1"]);
  });

  test.each([
    [19_999, ["A1"]],
    [20_000, []],
    [3_600_000, []],
  ])("a call %i ms old", (age, labels) => {
    expect(said([ticket("A1", { callSeq: 9, calledAt: instantOf(NOW - age) })], 0)).toEqual(labels);
  });

  test("who has come already is not called", () => {
    expect(said([ticket("A1", { callSeq: 9, state: "serving" })], 0)).toEqual([]);
  });
});

test.each<[string, BoardRow[], boolean]>([
  ["is still called", [ticket("A1")], true],
  ["has come", [ticket("A1", { state: "serving" })], false],
  ["was called again", [ticket("A1", { callSeq: 2 })], false],
  ["was passed over or has gone", [], false],
  ["waits again", [ticket("A1", { state: "waiting" })], false],
])("a call that waited for its turn is spoken if the person %s", (_, rows, spoken) => {
  const [call] = callsOf([ticket("A1")]);
  expect(stillCalled(call!, callsOf(rows))).toBe(spoken);
});
