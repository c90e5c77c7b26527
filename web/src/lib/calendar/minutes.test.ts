import { expect, test } from "vitest";
import { minuteOf, timeOf } from "./minutes.ts";

test("every minute of the day is shown and read again, the midnight at its end too", () => {
  for (let minute = 0; minute <= 24 * 60; minute += 1) {
    expect(minuteOf(timeOf(minute))).toBe(minute);
  }
  expect(timeOf(24 * 60)).toBe("24:00");
});

test.each(["", "24:01", "25:00", "8:30", "08:60", "noon", "08:30 "])("%j is no time", (typed) => {
  expect(minuteOf(typed)).toBeNull();
});
