import { cityDate, later, startOfDay, type Instant } from "@warmline/shared/kernel/time.ts";
import type { JobKind, Schedule } from "./kind.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const BACKOFF_MS_MAX = 600_000;

/** When a repeated job is due next, counted from `now`. */
export function nextDue(schedule: Schedule, now: Instant): Instant {
  if ("everyMs" in schedule) return later(now, schedule.everyMs);
  const [hour = 0, minute = 0] = schedule.dailyAt.split(":").map(Number);
  const today = later(startOfDay(cityDate(now)), (hour * 60 + minute) * MINUTE_MS);
  return today > now ? today : later(today, DAY_MS);
}

/** When a new repeated job is due for the first time: what is done by interval begins at once. */
export function firstDue(schedule: Schedule, now: Instant): Instant {
  return "everyMs" in schedule ? now : nextDue(schedule, now);
}

/**
 * The pause after so many failures in a row: doubled with each, up to ten minutes, a fifth more or
 * less by chance, so that what failed together does not come back together. A repeated job pauses
 * no longer than until it is due anyway.
 */
export function backoffMs(
  { backoffMs: first, repeat }: JobKind,
  failures: number,
  now: Instant,
  random: () => number = Math.random,
): number {
  const pause = Math.min(first * 2 ** Math.min(failures - 1, 30), BACKOFF_MS_MAX);
  const spread = Math.round(pause * (0.8 + 0.4 * random()));
  return repeat === undefined ? spread : Math.min(spread, nextDue(repeat, now) - now);
}
