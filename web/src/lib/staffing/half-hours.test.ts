import { expect, test } from "vitest";
import {
  busiest,
  callsText,
  degreesText,
  missing,
  spanText,
  totalCalls,
  type HalfHour,
} from "./half-hours.ts";

const plain: HalfHour = {
  place: 28,
  calls: 12,
  came: null,
  seats: 5,
  rostered: 8,
  serviceLevel: 0.7,
};

test.each([
  [28, "14:00–14:30"],
  [0, "00:00–00:30"],
  [47, "23:30–24:00"],
])("%d is %s", (place, text) => {
  expect(spanText(place)).toBe(text);
});

test.each([
  [-85, "−8.5"],
  [0, "0.0"],
  [123, "12.3"],
])("%d tenths are %s", (deci, text) => {
  expect(degreesText(deci)).toBe(text);
});

test("a mean has one decimal place", () => {
  expect([callsText(12.34), callsText(0)]).toEqual(["12.3", "0.0"]);
});

test.each<[string, Partial<HalfHour>, number | null, number | null]>([
  ["two short", {}, 3, 2],
  ["as many as needed", {}, 5, 0],
  ["more than needed", {}, 9, 0],
  ["over", { serviceLevel: null }, 3, null],
  ["another day", {}, null, null],
  ["not known", { seats: null, serviceLevel: null }, 3, null],
])("%s", (_, change, staffed, short) => {
  expect(missing({ ...plain, ...change }, staffed)).toBe(short);
});

test("the busiest half-hour, the first of several, and all calls of a day", () => {
  const day = [1, 7, 7, 3].map((calls, place) => ({ ...plain, place, calls }));
  expect(busiest(day, ({ calls }) => calls)?.place).toBe(1);
  expect(busiest([], ({ calls }) => calls)).toBeNull();
  expect(totalCalls(day)).toBe(18);
});
