import { ok, refuse, type Result } from "../kernel/result.ts";
import { addDays, weekday, type CityDate } from "../kernel/time.ts";
import { isWorked, type Calendar } from "./calendar.ts";

/** Shorter days are mistyped: every deadline would move far away. */
const WORKED_MINUTES_MIN = 60;
/** The longest run of holidays, with the weekends around it, that is believed. */
const FREE_DAYS_MAX = 30;

/** In order of precedence. */
export type CalendarRefusal = "hours-too-short" | "day-both" | "not-a-weekend" | "free-too-long";

/**
 * The calendar with its days sorted, each once; or why nobody can work by it. Refusals in the order
 * of `CalendarRefusal`.
 */
export function checkCalendar(given: Calendar): Result<Calendar, CalendarRefusal> {
  const calendar = {
    ...given,
    holidays: daysOnce(given.holidays),
    workedWeekends: daysOnce(given.workedWeekends),
  };
  const { opensMinute, closesMinute, holidays, workedWeekends } = calendar;
  if (closesMinute - opensMinute < WORKED_MINUTES_MIN) return refuse("hours-too-short");
  const both = workedWeekends.find((date) => holidays.includes(date));
  if (both !== undefined) return refuse("day-both", { date: both });
  const midweek = workedWeekends.find((date) => weekday(date) % 6 !== 0);
  if (midweek !== undefined) return refuse("not-a-weekend", { date: midweek });
  const endless = holidays.find((date) => freeFrom(calendar, date) > FREE_DAYS_MAX);
  if (endless !== undefined)
    return refuse("free-too-long", { date: endless, limit: FREE_DAYS_MAX });
  return ok(calendar);
}

function daysOnce(dates: readonly CityDate[]): CityDate[] {
  return [...new Set(dates)].toSorted();
}

/** How many days in a row nobody works, from `date` on; counted no further than matters. */
function freeFrom(calendar: Calendar, date: CityDate): number {
  let days = 0;
  while (days <= FREE_DAYS_MAX && !isWorked(calendar, addDays(date, days))) days += 1;
  return days;
}
