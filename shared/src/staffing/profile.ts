import type { CityDate } from "../kernel/time.ts";
import { HALF_HOURS } from "../callstats/half-hour.ts";
import { plus, type Sums } from "../callstats/sums.ts";
import type { SimilarDay } from "./similar-days.ts";

/** What a queue did in a half-hour of a day, `place` 0 … 47. */
export interface HalfHourSums {
  readonly day: CityDate;
  readonly place: number;
  readonly sums: Sums;
}

/** 话务曲线: what a day is expected to bring. */
export interface Profile {
  /** By half-hour, 48 of them. */
  readonly calls: readonly number[];
  /** 平均处理时长 of the whole day: of one half-hour it is known too badly; null: nothing to tell by. */
  readonly handlingMs: number | null;
}

/** What the similar days brought, each by its share, evened out. */
export function profileOf(
  days: readonly Pick<SimilarDay, "day" | "share">[],
  sums: readonly HalfHourSums[],
): Profile {
  const shares = new Map(days.map(({ day, share }) => [day, share]));
  const calls = Array.from({ length: HALF_HOURS }, () => 0);
  let [handled, answered] = [0, 0];
  for (const { day, place, sums: of } of sums) {
    const share = shares.get(day) ?? 0;
    calls[place] = (calls[place] ?? 0) + share * (of.offered ?? 0);
    handled += share * ((of.talkMs ?? 0) + (of.holdMs ?? 0) + (of.wrapUpMs ?? 0));
    answered += share * (of.answered ?? 0);
  }
  const evened = calls.map((_, place) => evenedAt(calls, place));
  return { calls: evened, handlingMs: answered > 0 && handled > 0 ? handled / answered : null };
}

/**
 * 平滑: half of a half-hour itself and a quarter of each beside it. A few calls of a few days are
 * chance; the day's sum stays as it is.
 */
function evenedAt(calls: readonly number[], place: number): number {
  const own = calls[place] ?? 0;
  const [before, after] = [calls[place - 1] ?? own, calls[place + 1] ?? own];
  return before / 4 + own / 2 + after / 4;
}

/** Calls that came, by half-hour. */
export function cameOf(sums: readonly Pick<HalfHourSums, "place" | "sums">[]): number[] {
  const byPlace = new Map<number, Sums>();
  for (const { place, sums: of } of sums) byPlace.set(place, plus(byPlace.get(place) ?? {}, of));
  return Array.from({ length: HALF_HOURS }, (_, place) => byPlace.get(place)?.offered ?? 0);
}

/** As much as so many calls the forecast is believed before the day has shown what it is like. */
const STEADY_CALLS = 20;

/**
 * 当日修正: by how much the rest of a day is to be scaled, from the half-hours of it that are over:
 * what came against what was expected. Few calls tell little, so that it begins at 1.
 */
export function correction(
  expected: readonly number[],
  came: readonly number[],
  over: number,
): number {
  const until = (calls: readonly number[]) =>
    calls.slice(0, over).reduce((sum, one) => sum + one, 0);
  return (until(came) + STEADY_CALLS) / (until(expected) + STEADY_CALLS);
}
