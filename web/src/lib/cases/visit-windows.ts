import type { VisitWindow } from "@warmline/shared/cases/visit.ts";
import {
  addDays,
  cityDate,
  daysFrom,
  later,
  startOfDay,
  type Instant,
} from "@warmline/shared/kernel/time.ts";
import { fromCityField, toCityField } from "./city-field.ts";

const HOUR_MS = 3_600_000;
/** 上午, 下午, 晚上: hours of the day in which residents are usually visited. */
const PARTS = [
  [8, 12],
  [14, 18],
  [18, 21],
] as const;
const DAYS = 3;
const OFFERED_MAX = 6;

/** The next half-days, for one press: what is nearly over is offered no more. */
export function nextWindows(now: Instant): VisitWindow[] {
  return daysFrom(cityDate(now), DAYS)
    .flatMap((day) =>
      PARTS.map(([from, to]) => ({
        from: later(startOfDay(day), from * HOUR_MS),
        to: later(startOfDay(day), to * HOUR_MS),
      })),
    )
    .filter(({ to }) => to > later(now, HOUR_MS))
    .slice(0, OFFERED_MAX);
}

/** A window as its three fields have it: a day, and two times of it. */
export interface VisitFields {
  day: string;
  from: string;
  to: string;
}

export function toVisitFields({ from, to }: VisitWindow): VisitFields {
  return {
    day: cityDate(from),
    from: toCityField(from).slice(11),
    to: toCityField(to).slice(11),
  };
}

/** Until a time before the one that it begins at is until the next day. */
export function fromVisitFields({ day, from, to }: VisitFields): VisitWindow {
  const until = to < from ? addDays(day, 1) : day;
  return { from: fromCityField(`${day}T${from}`), to: fromCityField(`${until}T${to}`) };
}
