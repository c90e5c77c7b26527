import { expect, test } from "vitest";
import { withDay } from "./days.ts";

const DAYS = ["2026-10-01", "2027-01-01"];

test.each([
  ["2026-12-31", ["2026-10-01", "2026-12-31", "2027-01-01"]],
  ["2027-01-01", DAYS],
  ["", DAYS],
])("%j added", (day, expected) => {
  expect(withDay(DAYS, day)).toEqual(expected);
});
