import { describe, expect, it } from "vitest";
import {
  addDays,
  cityDate,
  daysInclusive,
  earliest,
  formatInstant,
  instantOf,
  later,
  latest,
  startOfDay,
  weekday,
} from "./time.ts";

describe("the city's calendar", () => {
  it("changes the day at its own midnight, whatever the machine's zone", () => {
    expect(cityDate(instantOf(Date.parse("2026-11-22T15:59:59Z")))).toBe("2026-11-22");
    expect(cityDate(instantOf(Date.parse("2026-11-22T16:00:00Z")))).toBe("2026-11-23");
  });

  it("finds the start of a day", () => {
    expect(startOfDay("2026-11-23")).toBe(Date.parse("2026-11-22T16:00:00Z"));
    expect(cityDate(startOfDay("2026-11-23"))).toBe("2026-11-23");
  });

  it.each([
    ["2026-12-31", 1, "2027-01-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-03-01", -1, "2026-02-28"],
  ])("%s moved by %i", (date, days, expected) => expect(addDays(date, days)).toBe(expected));

  it("counts a season's days", () => {
    expect(daysInclusive("2025-11-01", "2026-03-31")).toBe(151);
    expect(daysInclusive("2027-11-01", "2028-03-31")).toBe(152);
  });

  it("knows weekdays", () => expect(weekday("2026-11-23")).toBe(1));

  it("writes an instant as the city reads it", () => {
    const at = instantOf(Date.parse("2026-11-23T06:05:09Z"));
    expect(formatInstant(at)).toBe("2026-11-23 14:05");
    expect(formatInstant(at, { seconds: true })).toBe("2026-11-23 14:05:09");
  });
});

it.each([
  ["moved on", later(instantOf(5), 7), 12],
  ["moved back", later(instantOf(5), -7), -2],
  ["the earliest", earliest(instantOf(7), instantOf(5)), 5],
  ["the latest", latest(instantOf(5), instantOf(7)), 7],
])("an instant, %s", (_, at, expected) => expect(at).toBe(expected));
