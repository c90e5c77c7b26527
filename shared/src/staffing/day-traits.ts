import { isWorked, type Calendar } from "../cases/calendar.ts";
import type { SeasonDays } from "../households/season-calendar.ts";
import { addDays, daysInclusive, weekday, type CityDate } from "../kernel/time.ts";

/** What is known of a day that makes people call more or less. */
export interface DayTraits {
  readonly day: CityDate;
  /** 工作日, by the city's calendar: no weekend, no holiday. */
  readonly worked: boolean;
  /** 供暖第几天: 1 on the opening day; null outside the season. */
  readonly seasonDay: number | null;
  /** 最低气温, in tenths of a degree Celsius; null: not entered. */
  readonly lowestDeci: number | null;
}

/** By what the traits of days are told. */
export interface City {
  readonly calendar: Calendar;
  readonly seasons: readonly Pick<SeasonDays, "from" | "to">[];
  readonly lowest: ReadonlyMap<CityDate, number>;
}

export function traitsOf(day: CityDate, { calendar, seasons, lowest }: City): DayTraits {
  const season = seasons.find(({ from, to }) => from <= day && day <= to);
  return {
    day,
    worked: isWorked(calendar, day),
    seasonDay: season === undefined ? null : daysInclusive(season.from, day),
    lowestDeci: lowest.get(day) ?? null,
  };
}

/** 最近八周: what was before says little of tomorrow. */
const RECENT_DAYS = 56;
/** 去年同期: so many days around the same day of the season before. */
const AROUND = 10;

/** Whole days, both included. */
export interface Days {
  readonly from: CityDate;
  readonly to: CityDate;
}

/** Which days a wanted one may be like: those of the last weeks, and the season before. */
export function whereToLook(
  wanted: DayTraits,
  today: CityDate,
  seasons: City["seasons"],
): readonly Days[] {
  const recent = { from: addDays(today, -RECENT_DAYS), to: addDays(today, -1) };
  const then = aYearBefore(wanted, seasons);
  const around = { from: addDays(then, -AROUND), to: addDays(then, AROUND) };
  return [around, recent];
}

/** The same day of the season before, or of the year where there is none. */
function aYearBefore({ day, seasonDay }: DayTraits, seasons: City["seasons"]): CityDate {
  const before = seasons
    .filter(({ to }) => to < day)
    .toSorted((a, b) => (a.from < b.from ? 1 : -1));
  const [last] = before;
  if (seasonDay === null || last === undefined) return addDays(day, -364);
  return addDays(last.from, seasonDay - 1);
}

/** Of the week, 0 … 6: who calls on Mondays is like who called on Mondays. */
export function sameWeekday(one: CityDate, other: CityDate): boolean {
  return weekday(one) === weekday(other);
}
