import { addDays, cityDate, later, startOfDay, weekday, type Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** 营业时间: minutes of the day, and days of the week from 0, Sunday. */
export interface OpeningHours {
  readonly opensMinute: number;
  readonly closesMinute: number;
  readonly weekdays: readonly number[];
}

/** 营业厅资料: what residents are told of a hall beside its queue; its id is the hall's. */
export interface HallProfile extends Stored {
  readonly hallId: string;
  readonly address?: string;
  /** Absent: the hall works when the city does. */
  readonly hours?: OpeningHours;
}

export const hallProfiles = collection<HallProfile>("hallProfiles");

/** What the city's working calendar says. */
interface CityDays {
  readonly opensMinute: number;
  readonly closesMinute: number;
  readonly holidays: readonly string[];
  readonly workedWeekends: readonly string[];
}

/** From when to when a hall serves on one day. */
export interface Opening {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

const MINUTE_MS = 60_000;
const WORK_WEEK = [1, 2, 3, 4, 5];
/** A hall that is closed for longer has nothing to announce. */
const DAYS_AHEAD_MAX = 30;

/**
 * The opening that goes on at `at`, else the next one. On the city's holidays no hall opens, on its
 * worked weekends each does. Null: not within a month.
 */
export function openingFrom(
  hours: OpeningHours | undefined,
  calendar: CityDays,
  at: Instant,
): Opening | null {
  const { opensMinute, closesMinute, weekdays } = hours ?? { ...calendar, weekdays: WORK_WEEK };
  const today = cityDate(at);
  for (let ahead = 0; ahead <= DAYS_AHEAD_MAX; ahead += 1) {
    const date = addDays(today, ahead);
    const worked = weekdays.includes(weekday(date)) || calendar.workedWeekends.includes(date);
    if (!worked || calendar.holidays.includes(date)) continue;
    const midnight = startOfDay(date);
    const closesAt = later(midnight, closesMinute * MINUTE_MS);
    if (closesAt > at) return { opensAt: later(midnight, opensMinute * MINUTE_MS), closesAt };
  }
  return null;
}

/** Whether a hall serves at that moment. */
export function isOpenAt(opening: Opening | null, at: Instant): boolean {
  return opening !== null && opening.opensAt <= at && at < opening.closesAt;
}
