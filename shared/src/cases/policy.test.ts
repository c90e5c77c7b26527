import { assert, constantFrom, integer, property } from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cityDate,
  formatInstant,
  instantOf,
  later,
  startOfDay,
  weekday,
  type Instant,
} from "../kernel/time.ts";
import { addWorkingMinutes, PLAIN_WEEK } from "./calendar.ts";
import { resolveClock } from "./clock.ts";
import { startClocks } from "./policy.ts";
import { SEED_POLICY } from "./policy-seed.ts";
import { CASE_CATEGORIES, URGENCIES, type CaseCategory, type Urgency } from "./categories.ts";

/** As in China: a week of holidays, and the weekends around it worked for it. */
const calendar = {
  ...PLAIN_WEEK,
  holidays: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
  workedWeekends: ["2026-09-27", "2026-10-10"],
};

const season = { from: "2026-11-01", to: "2027-03-31" };
const timetable = { policy: SEED_POLICY, calendar, seasons: [season] };

function dueTime(category: CaseCategory, urgency: Urgency, from: Instant): Instant {
  return resolveClock({ clocks: startClocks(timetable, { category, urgency }, from) }).due;
}

/** `2026-09-30 16:00` on the city's clock. */
function at(text: string): Instant {
  return instantOf(Date.parse(`${text.replace(" ", "T")}:00+08:00`));
}

const moment = integer({ min: at("2026-09-01 00:00"), max: at("2026-12-31 00:00") }).map(instantOf);

describe("due time", () => {
  const table: readonly (readonly [CaseCategory, Urgency, string, string, string])[] = [
    ["not-warm", "normal", "2026-09-29 09:00", "2026-09-30 09:00", "one working day"],
    ["not-warm", "normal", "2026-09-30 16:00", "2026-10-08 16:00", "over the holidays"],
    ["not-warm", "normal", "2026-09-26 12:00", "2026-09-27 17:30", "a worked Sunday"],
    [
      "not-warm",
      "urgent",
      "2026-09-30 15:00",
      "2026-10-08 10:00",
      "half of it before the holidays",
    ],
    ["not-warm", "urgent", "2026-10-09 16:30", "2026-10-10 11:30", "into a worked Saturday"],
    ["not-warm", "critical", "2026-09-30 23:00", "2026-10-01 03:00", "critical: on the clock"],
    ["leak", "normal", "2026-10-03 02:00", "2026-10-03 06:00", "water does not wait"],
    ["leak", "critical", "2026-10-03 02:00", "2026-10-03 03:00", "water does not wait"],
    ["no-heat-building", "normal", "2026-10-04 20:00", "2026-10-05 02:00", "a cold building"],
    ["fee-question", "normal", "2026-10-08 08:00", "2026-10-09 17:30", "before the doors open"],
    ["fee-question", "normal", "2026-10-08 18:00", "2026-10-10 17:30", "after they closed"],
    ["not-warm", "normal", "2026-11-27 17:00", "2026-11-28 05:00", "cold on a Friday evening"],
    ["not-warm", "urgent", "2026-11-28 03:00", "2026-11-28 09:00", "cold on a Saturday night"],
    ["not-warm", "critical", "2026-11-28 03:00", "2026-11-28 07:00", "and critical"],
    ["not-warm", "normal", "2026-10-31 23:59", "2026-11-02 17:30", "a minute before the season"],
    ["not-warm", "normal", "2026-11-01 00:00", "2026-11-01 12:00", "its first minute"],
    ["fee-question", "normal", "2026-11-27 17:00", "2026-12-01 17:00", "fees have office hours"],
  ];
  test.each(table)("%s %s at %s: %s (%s)", (category, urgency, from, due) => {
    expect(formatInstant(dueTime(category, urgency, at(from)))).toBe(due);
  });

  test("more urgent is never later, in any category, at any time", () => {
    assert(
      property(constantFrom(...CASE_CATEGORIES), moment, (category, from) => {
        const due = URGENCIES.map((urgency) => dueTime(category, urgency, from));
        expect(due[1]).toBeLessThanOrEqual(due[0]!);
        expect(Math.min(...due)).toBeGreaterThan(from);
      }),
    );
  });
});

describe("a day that ends at 24:00", () => {
  const night = { ...calendar, opensMinute: 16 * 60, closesMinute: 24 * 60 };
  const round = { ...PLAIN_WEEK, opensMinute: 0, closesMinute: 24 * 60 };
  test.each([
    ["2026-09-29 23:00", 60, "2026-09-30 00:00", "ends with its day"],
    ["2026-09-29 23:00", 61, "2026-09-30 16:01", "goes on the next day"],
    ["2026-09-30 23:30", 60, "2026-10-08 16:30", "over the holidays"],
  ])("from %s %i minutes: %s (%s)", (from, minutes, due) => {
    expect(formatInstant(addWorkingMinutes(night, at(from), minutes))).toBe(due);
  });

  test("and begins at 0:00 has no gap from Monday to Friday", () => {
    assert(
      property(integer({ min: 0, max: 4 * 1_440 - 1 }), integer({ min: 1, max: 1_440 }), (a, b) => {
        const from = later(at("2026-11-23 00:00"), a * 60_000);
        expect(addWorkingMinutes(round, from, b)).toBe(later(from, b * 60_000));
      }),
    );
  });
});

describe("working minutes", () => {
  const minutes = integer({ min: 1, max: 5_000 });

  test("end in working time", () => {
    assert(
      property(moment, minutes, (from, length) => {
        const end = addWorkingMinutes(calendar, from, length);
        const date = cityDate(end);
        const minute = (end - startOfDay(date)) / 60_000;
        expect(minute).toBeGreaterThan(calendar.opensMinute);
        expect(minute).toBeLessThanOrEqual(calendar.closesMinute);
        expect(calendar.holidays).not.toContain(date);
        const free = [0, 6].includes(weekday(date)) && !calendar.workedWeekends.includes(date);
        expect(free).toBe(false);
      }),
    );
  });

  test("add up, and later starts never end earlier", () => {
    assert(
      property(moment, minutes, minutes, (from, first, second) => {
        const inTwo = addWorkingMinutes(calendar, addWorkingMinutes(calendar, from, first), second);
        expect(inTwo).toBe(addWorkingMinutes(calendar, from, first + second));
        const delayed = addWorkingMinutes(calendar, later(from, second * 60_000), first);
        expect(delayed).toBeGreaterThanOrEqual(addWorkingMinutes(calendar, from, first));
      }),
    );
  });

  test("a calendar on which nobody works is a mistake that is told", () => {
    const never = { ...PLAIN_WEEK, closesMinute: PLAIN_WEEK.opensMinute };
    expect(() => addWorkingMinutes(never, at("2026-11-23 09:00"), 1)).toThrow(/opening time/);
  });
});
