import { assert } from "../kernel/assert.ts";
import {
  addDays,
  cityDate,
  later,
  latest,
  startOfDay,
  weekday,
  type Instant,
} from "../kernel/time.ts";
import type { WorkCalendar } from "./model.ts";

const MINUTE_MS = 60_000;
/** No run of holidays is longer; a calendar on which nobody works is a mistake. */
const IDLE_DAYS_MAX = 60;

/** What the calendar says, however it is kept. */
export type Calendar = Omit<WorkCalendar, "id" | "rev" | "by">;

/** Half past eight to half past five, Monday to Friday: holds until the utility enters its own. */
export const PLAIN_WEEK: Calendar = {
  opensMinute: 8 * 60 + 30,
  closesMinute: 17 * 60 + 30,
  holidays: [],
  workedWeekends: [],
};

export function isWorked(calendar: Calendar, date: string): boolean {
  if (calendar.holidays.includes(date)) return false;
  const day = weekday(date);
  return (day !== 0 && day !== 6) || calendar.workedWeekends.includes(date);
}

/**
 * The instant at which `minutes` of working time after `from` have passed. Time outside the working
 * hours does not count; what ends with the working day ends that day, not on the next morning.
 */
export function addWorkingMinutes(calendar: Calendar, from: Instant, minutes: number): Instant {
  assert(calendar.opensMinute < calendar.closesMinute, "a working day has an opening time");
  assert(Number.isInteger(minutes) && minutes > 0, `${minutes} working minutes`);
  let left = minutes * MINUTE_MS;
  let date = cityDate(from);
  for (let idle = 0; idle < IDLE_DAYS_MAX; date = addDays(date, 1)) {
    if (!isWorked(calendar, date)) {
      idle += 1;
      continue;
    }
    idle = 0;
    const midnight = startOfDay(date);
    const opens = latest(later(midnight, calendar.opensMinute * MINUTE_MS), from);
    const spare = midnight + calendar.closesMinute * MINUTE_MS - opens;
    if (spare >= left) return later(opens, left);
    left -= Math.max(0, spare);
  }
  assert(false, `${IDLE_DAYS_MAX} days in a row are free`);
}
