import { expect, test } from "vitest";
import type { BoardRow } from "@warmline/shared/hall/live.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import { counterLines } from "./counter-lines.ts";

type Counter = Extract<BoardRow, { kind: "counter" }>;
const counter = (number: number, state: Counter["state"] = "open"): BoardRow => ({
  id: `c${number}`,
  rev: 1,
  kind: "counter",
  number,
  state,
});
const ticket = (label: string, counterNumber: number, callSeq: number): BoardRow => ({
  id: label,
  rev: 1,
  kind: "ticket",
  label,
  serviceId: "s",
  state: "called",
  waitingSince: EPOCH,
  counterNumber,
  calledAt: EPOCH,
  callSeq,
});
const shown = (rows: BoardRow[]) =>
  counterLines(rows).map(({ number, label, state }) => `${number} ${label ?? state}`);

test("every counter, those with a ticket first and newest call first, the others by number", () => {
  const rows = [
    counter(4, "closed"),
    counter(3),
    counter(1),
    counter(2, "paused"),
    counter(5),
    ticket("A001", 1, 7),
    ticket("A002", 5, 9),
  ];
  expect(shown(rows)).toEqual(["5 A002", "1 A001", "2 paused", "3 free", "4 closed"]);
});

test("a counter that is no longer one of the hall's keeps the person it called", () => {
  expect(shown([ticket("A001", 9, 1)])).toEqual(["9 A001"]);
});

test("thirty counters are thirty lines", () => {
  expect(counterLines(Array.from({ length: 30 }, (_, at) => counter(at + 1)))).toHaveLength(30);
});
