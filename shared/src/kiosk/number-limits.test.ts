import { expect, test } from "vitest";
import { instantOf, later } from "../kernel/time.ts";
import type { TakenNumber } from "./model.ts";
import { countedNumbers, NUMBER_LIMIT, numbersShut, SENIOR_LIMIT } from "./number-limits.ts";

const MINUTE = 60_000;
const NOW = instantOf(Date.parse("2026-11-27T01:00:00Z"));

function taken(count: number, ago: number, priority: TakenNumber["priority"]): TakenNumber[] {
  return Array.from({ length: count }, (_, n) => ({
    at: later(NOW, -ago),
    ticketId: `${priority}-${n}`,
    serviceId: "A",
    priority,
  }));
}

const { count: all } = NUMBER_LIMIT;
const { count: seniors, minutes } = SENIOR_LIMIT;

test.each<[string, TakenNumber[], TakenNumber["priority"], object | null]>([
  ["nothing was taken", [], "senior", null],
  ["one is left", taken(all - 1, 0, "normal"), "normal", null],
  ["a minute's are taken", taken(all, 1, "normal"), "normal", { minutes: 1 }],
  ["a minute has passed", taken(all, MINUTE, "normal"), "normal", null],
  ["one senior's is left", taken(seniors - 1, 2 * MINUTE, "senior"), "senior", null],
  ["the seniors' are taken", taken(seniors, 2 * MINUTE, "senior"), "senior", { minutes: 8 }],
  ["the seniors' are taken: others go on", taken(seniors, 2 * MINUTE, "senior"), "normal", null],
  ["the seniors' time has passed", taken(seniors, minutes * MINUTE, "senior"), "senior", null],
  ["the clock was set back", taken(all, -60 * MINUTE, "normal"), "normal", null],
])("%s", (_, list, priority, detail) => {
  const shut = numbersShut(list, priority, NOW);
  expect(shut === null ? null : shut.detail).toEqual(detail);
});

test("the limit of all is told before that of seniors", () => {
  const list = taken(seniors, 1, "senior");
  expect(numbersShut(list, "senior", NOW)?.code).toBe("numbers-shut");
});

test("only what still counts is kept", () => {
  const list = [...taken(1, minutes * MINUTE, "senior"), ...taken(1, MINUTE, "normal")];
  expect(countedNumbers(list, NOW).map(({ priority }) => priority)).toEqual(["normal"]);
});
