import { addDays, cityDate, startOfDay, type Instant } from "@warmline/shared/kernel/time.ts";

/** 03:30 in the city, when every hall is shut. */
const RELOAD_AT_MS = 3.5 * 3_600_000;

/** Milliseconds until the next 03:30 in the city; never none. */
export function untilReload(now: Instant): number {
  const today = cityDate(now);
  const tonight = startOfDay(today) + RELOAD_AT_MS;
  return (tonight > now ? tonight : startOfDay(addDays(today, 1)) + RELOAD_AT_MS) - now;
}
