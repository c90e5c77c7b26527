import { expect, test } from "vitest";
import { minuteOf, timeOf } from "./minutes.ts";

test("every minute of the day is shown and read again", () => {
  for (let minute = 0; minute < 24 * 60; minute += 1) expect(minuteOf(timeOf(minute))).toBe(minute);
});

test.each(["", "24:00", "8:30", "08:60", "noon"])("%j is no time of day", (typed) => {
  expect(minuteOf(typed)).toBeNull();
});

test("the end of the day is its last minute", () => {
  expect(timeOf(24 * 60)).toBe("23:59");
});
