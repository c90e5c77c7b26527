import { ok, refuse, type Result } from "../kernel/result.ts";
import { daysInclusive, type CityDate } from "../kernel/time.ts";
import type { Season } from "./model.ts";

const DAYS_MAX = 300;

interface Days {
  readonly from: CityDate;
  readonly to: CityDate;
}

/**
 * The days of a season: begins in the first of its two years, ends in the second, and overlaps no
 * other. Refusals, in this order: `season-dates-wrong`, `season-overlaps`.
 */
export function seasonDays(
  name: string,
  { from, to }: Days,
  others: readonly Season[],
): Result<number, "season-dates-wrong" | "season-overlaps"> {
  const days = daysInclusive(from, to);
  const inYears = from.startsWith(name.slice(0, 4)) && to.startsWith(name.slice(5));
  if (!inYears || days < 1 || days > DAYS_MAX) return refuse("season-dates-wrong");
  const clash = others.find((other) => other.id !== name && from <= other.to && other.from <= to);
  return clash === undefined ? ok(days) : refuse("season-overlaps", { season: clash.id });
}
