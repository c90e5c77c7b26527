import { describe, expect, test } from "vitest";
import { PLAIN_WEEK } from "../cases/calendar.ts";
import { addDays } from "../kernel/time.ts";
import { traitsOf, whereToLook, type City, type DayTraits } from "./day-traits.ts";
import { distance, similarDays } from "./similar-days.ts";

const SEASONS = [
  { from: "2025-11-01", to: "2026-03-31" },
  { from: "2024-11-05", to: "2025-03-31" },
];
const city = (lowest: Record<string, number> = {}): City => ({
  calendar: { ...PLAIN_WEEK, holidays: ["2026-01-01"] },
  seasons: SEASONS,
  lowest: new Map(Object.entries(lowest)),
});
const traits = (day: string, of = city()) => traitsOf(day, of);

describe("what is known of a day", () => {
  test.each([
    ["2025-10-31", true, null],
    ["2025-11-01", false, 1],
    ["2025-11-03", true, 3],
    ["2026-01-01", false, 62],
    ["2026-04-01", true, null],
  ])("%s", (day, worked, seasonDay) => {
    expect(traits(day)).toEqual({ day, worked, seasonDay, lowestDeci: null });
  });

  test("a temperature where one was entered, nought degrees too", () => {
    expect(traits("2025-12-01", city({ "2025-12-01": 0 })).lowestDeci).toBe(0);
  });
});

test("looked at are eight weeks, and the season before around the same day of it", () => {
  expect(whereToLook(traits("2025-11-03"), "2025-11-02", SEASONS)).toEqual([
    { from: "2024-10-28", to: "2024-11-17" },
    { from: "2025-09-07", to: "2025-11-01" },
  ]);
  const [summer] = whereToLook(traits("2025-07-01"), "2025-07-01", SEASONS);
  expect(summer).toEqual({ from: "2024-06-22", to: "2024-07-12" });
});

describe("distance", () => {
  const wanted: DayTraits = { day: "2025-12-10", worked: true, seasonDay: 40, lowestDeci: -100 };
  const near: DayTraits = { ...wanted, day: "2025-12-03", seasonDay: 33 };
  const apart = (change: Partial<DayTraits>) => distance(wanted, { ...near, ...change });

  test.each<[string, Partial<DayTraits>]>([
    ["a day off", { worked: false }],
    ["another weekday", { day: "2025-12-04" }],
    ["outside the season", { seasonDay: null }],
    ["nearer to the opening", { seasonDay: 8 }],
    ["warmer", { lowestDeci: -20 }],
    ["colder", { lowestDeci: -180 }],
    ["of unknown cold", { lowestDeci: null }],
    ["longer ago", { day: "2025-11-05" }],
  ])("%s is further away", (_, change) => {
    expect(apart(change)).toBeGreaterThan(apart({}));
  });

  test("without the wanted day's temperature none is compared", () => {
    const blind = { ...wanted, lowestDeci: null };
    expect(distance(blind, { ...near, lowestDeci: -300 })).toBe(distance(blind, near));
    expect(distance(blind, { ...near, lowestDeci: null })).toBe(distance(blind, near));
  });
});

describe("the days that are most like it", () => {
  const known = (from: string, days: number, of = city()) =>
    Array.from({ length: days }, (_, index) => traits(addDays(from, index), of));

  test("none on record: none", () => {
    expect(similarDays(traits("2025-12-10"), [])).toEqual([]);
  });

  test("five at most, their shares are 1 together, the nearest first", () => {
    const found = similarDays(traits("2025-12-10"), known("2025-11-01", 39));
    expect(found).toHaveLength(5);
    expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    const shares = found.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(found[0]!.day).toBe("2025-12-03");
    expect(found.every(({ worked, unlike }) => worked && !unlike)).toBe(true);
  });

  test("a Saturday is like Saturdays and Sundays", () => {
    const found = similarDays(traits("2025-12-13"), known("2025-11-01", 39));
    expect(found[0]!.day).toBe("2025-12-06");
    expect(found.every(({ worked }) => !worked)).toBe(true);
  });

  test("the opening day is like that of the season before, not like last week", () => {
    const before = [...known("2024-10-26", 21), ...known("2025-09-06", 55)];
    const [first] = similarDays(traits("2025-11-01"), before);
    expect(first).toMatchObject({ day: "2024-11-05", seasonDay: 1 });
    expect(first!.share).toBeGreaterThan(0.2);
  });

  test("a cold day is like cold ones", () => {
    const cold = { "2025-11-18": -150, "2025-11-27": -140, "2025-12-10": -150 };
    const lowest = Object.fromEntries(
      known("2025-11-01", 39).map(({ day }) => [day, 20] as [string, number]),
    );
    const of = city({ ...lowest, ...cold });
    const found = similarDays(traits("2025-12-10", of), known("2025-11-01", 39, of));
    expect(found.slice(0, 2).map(({ day }) => day)).toEqual(["2025-11-27", "2025-11-18"]);
    expect(found[0]!.share + found[1]!.share).toBeGreaterThan(0.8);
  });

  test("where there is nothing like it, it says so", () => {
    const found = similarDays(traits("2025-11-01"), known("2025-09-06", 40));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ unlike }) => unlike)).toBe(true);
  });

  test("what hardly counts is not named", () => {
    const found = similarDays(traits("2025-11-01"), [
      traits("2024-11-05"),
      traits("2025-10-31"),
      traits("2025-10-30"),
    ]);
    expect(found.every(({ share }) => share >= 0.01)).toBe(true);
  });
});
