import { daysInclusive } from "../kernel/time.ts";
import { sameWeekday, type DayTraits } from "./day-traits.ts";

/** 相似日 */
export interface SimilarDay extends DayTraits {
  /** How much of the forecast it makes up; all of them together are 1. */
  readonly share: number;
  /** Further from the wanted day than a like one is: taken as there was none nearer. */
  readonly unlike: boolean;
}

/** 相似日数: more of them level out chance, and let in days that are less alike. */
export const SIMILAR_DAYS = 5;
/** A weekday against a holiday, or the opening day against another, is further than this. */
const ALIKE_WITHIN = 2.6;
/** What adds less than that is no reason to name a day. */
const SHARE_LEAST = 0.01;

const OTHER_KIND = 3;
const OTHER_WEEKDAY = 0.5;
const OTHER_SEASON = 4;
const PER_DOUBLED_SEASON_DAY = 1.5;
const DEGREES_PER_STEP = 4;
const TEMPERATURE_UNKNOWN = 1;
const WEEKS_PER_STEP = 8;
const AGE_MOST = 1;

/**
 * 相似日法: of the days on record the few that are most like the wanted one, the nearest first. A day
 * counts e times less for each step that it is further away.
 */
export function similarDays(
  wanted: DayTraits,
  known: readonly DayTraits[],
  count = SIMILAR_DAYS,
): SimilarDay[] {
  const nearest = known
    .map((traits) => ({ traits, apart: distance(wanted, traits) }))
    .toSorted((a, b) => a.apart - b.apart || (a.traits.day < b.traits.day ? 1 : -1))
    .slice(0, count);
  const least = nearest[0]?.apart ?? 0;
  const weighed = nearest.map((one) => ({ ...one, weight: Math.exp(least - one.apart) }));
  const named = weighed.filter(({ weight }) => weight >= SHARE_LEAST * total(weighed));
  return named.map(({ traits, apart, weight }) => ({
    ...traits,
    share: weight / total(named),
    unlike: apart > ALIKE_WITHIN,
  }));
}

const total = (weighed: readonly { readonly weight: number }[]) =>
  weighed.reduce((sum, { weight }) => sum + weight, 0);

/**
 * In steps: what kind of day it is, the day of the season (twice as far into it is a step and a
 * half), the cold, and how long ago it was. Where the wanted day's temperature is not known none is
 * compared.
 */
export function distance(wanted: DayTraits, known: DayTraits): number {
  return (
    kindApart(wanted, known) +
    seasonApart(wanted, known) +
    coldApart(wanted, known) +
    ageApart(wanted, known)
  );
}

function kindApart(wanted: DayTraits, known: DayTraits): number {
  if (wanted.worked !== known.worked) return OTHER_KIND;
  return sameWeekday(wanted.day, known.day) ? 0 : OTHER_WEEKDAY;
}

function seasonApart({ seasonDay: one }: DayTraits, { seasonDay: other }: DayTraits): number {
  if (one === null || other === null) return one === other ? 0 : OTHER_SEASON;
  return Math.abs(Math.log2(one / other)) * PER_DOUBLED_SEASON_DAY;
}

function coldApart({ lowestDeci: one }: DayTraits, { lowestDeci: other }: DayTraits): number {
  if (one === null) return 0;
  if (other === null) return TEMPERATURE_UNKNOWN;
  return Math.abs(one - other) / 10 / DEGREES_PER_STEP;
}

function ageApart(wanted: DayTraits, known: DayTraits): number {
  const weeks = (daysInclusive(known.day, wanted.day) - 1) / 7;
  return Math.min(AGE_MOST, weeks / WEEKS_PER_STEP);
}
