import { addDays, cityDate, later, startOfDay, type Instant } from "../kernel/time.ts";

/** 免打扰: nobody is rung before eight or from nine in the evening on, by the city's clock. */
const FIRST_HOUR = 8;
const LAST_HOUR = 21;
const HOUR_MS = 3_600_000;

/** The first moment from `at` on at which somebody may be rung: `at` itself by day. */
export function ringableFrom(at: Instant): Instant {
  const today = cityDate(at);
  const sinceMidnight = at - startOfDay(today);
  if (sinceMidnight < FIRST_HOUR * HOUR_MS) return later(startOfDay(today), FIRST_HOUR * HOUR_MS);
  if (sinceMidnight < LAST_HOUR * HOUR_MS) return at;
  return later(startOfDay(addDays(today, 1)), FIRST_HOUR * HOUR_MS);
}
