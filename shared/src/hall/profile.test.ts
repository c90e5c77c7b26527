import { expect, test } from "vitest";
import { formatInstant, instantOf } from "../kernel/time.ts";
import { isOpenAt, openingFrom, type OpeningHours } from "./profile.ts";

const CITY = {
  opensMinute: 510,
  closesMinute: 1_050,
  holidays: ["2026-12-02"],
  workedWeekends: ["2026-12-06"],
};
/** Tuesday to Saturday. */
const OWN: OpeningHours = { opensMinute: 480, closesMinute: 1_440, weekdays: [2, 3, 4, 5, 6] };
const at = (time: string) => instantOf(Date.parse(`2026-${time}:00+08:00`));

test.each<[string, OpeningHours | undefined, string, string, boolean]>([
  ["as the city works", undefined, "11-27T10:00", "2026-11-27 08:30 – 2026-11-27 17:30", true],
  ["before it opens", undefined, "11-27T08:29", "2026-11-27 08:30 – 2026-11-27 17:30", false],
  ["as it opens", undefined, "11-27T08:30", "2026-11-27 08:30 – 2026-11-27 17:30", true],
  ["as it closes", undefined, "11-27T17:30", "2026-11-30 08:30 – 2026-11-30 17:30", false],
  ["on a weekend", undefined, "11-28T10:00", "2026-11-30 08:30 – 2026-11-30 17:30", false],
  ["a Saturday of its own", OWN, "11-28T10:00", "2026-11-28 08:00 – 2026-11-29 00:00", true],
  ["a Monday off", OWN, "11-30T10:00", "2026-12-01 08:00 – 2026-12-02 00:00", false],
  ["a holiday of the city", OWN, "12-02T10:00", "2026-12-03 08:00 – 2026-12-04 00:00", false],
  ["a Sunday that is worked", OWN, "12-06T10:00", "2026-12-06 08:00 – 2026-12-07 00:00", true],
])("%s", (_, hours, now, expected, open) => {
  const opening = openingFrom(hours, CITY, at(now));
  if (opening === null) throw new Error("it opens");
  const { opensAt, closesAt } = opening;
  expect(`${formatInstant(opensAt)} – ${formatInstant(closesAt)}`).toBe(expected);
  expect(isOpenAt(opening, at(now))).toBe(open);
});

test("a hall that does not open within a month has no next opening", () => {
  const days = Array.from({ length: 31 }, (_, day) => new Date(Date.UTC(2026, 10, 27 + day)));
  const holidays = days.map((day) => day.toISOString().slice(0, 10));
  const closed = openingFrom(OWN, { ...CITY, holidays, workedWeekends: [] }, at("11-27T10:00"));
  expect(closed).toBeNull();
  expect(isOpenAt(closed, at("11-27T10:00"))).toBe(false);
  const shorter = { ...CITY, holidays: holidays.slice(0, 30), workedWeekends: [] };
  expect(openingFrom({ ...OWN, weekdays: [0] }, shorter, at("11-27T10:00"))).not.toBeNull();
});
