import { expect, test } from "vitest";
import { formatSpan, instantOf, startOfDay } from "@warmline/shared/kernel/time.ts";
import { fromVisitFields, nextWindows, toVisitFields } from "./visit-windows.ts";

const DAY = "2026-11-30";
const HOUR_MS = 3_600_000;
const at = (hour: number) => instantOf(startOfDay(DAY) + hour * HOUR_MS);

test.each([
  ["in the morning", 9, "2026-11-30 08:00–12:00", "2026-12-01 18:00–21:00"],
  ["when the morning is nearly over", 11.5, "2026-11-30 14:00–18:00", "2026-12-02 08:00–12:00"],
  ["by night", 22, "2026-12-01 08:00–12:00", "2026-12-02 18:00–21:00"],
])("six half-days are offered %s", (_, hour, first, last) => {
  const offered = nextWindows(at(hour)).map(({ from, to }) => formatSpan(from, to));
  expect([offered.length, offered[0], offered.at(-1)]).toEqual([6, first, last]);
});

test("a window is a day and two times of it; past midnight it ends on the next", () => {
  const afternoon = { from: at(14), to: at(16) };
  expect(toVisitFields(afternoon)).toEqual({ day: DAY, from: "14:00", to: "16:00" });
  const overnight = { from: at(22), to: at(25) };
  for (const one of [afternoon, overnight]) {
    expect(fromVisitFields(toVisitFields(one))).toEqual(one);
  }
});
