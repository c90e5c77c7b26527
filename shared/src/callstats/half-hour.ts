import { cityDate, instantOf, latest, startOfDay, type Instant } from "../kernel/time.ts";

export const HALF_HOUR_MS = 30 * 60_000;
export const HALF_HOURS = 48;

/** The half-hour (半小时) of the city's day in which a moment lies; its hours are whole ones. */
export function halfHourOf(at: Instant): Instant {
  return instantOf(Math.floor(at / HALF_HOUR_MS) * HALF_HOUR_MS);
}

/** The place of a half-hour in its day: 0 begins at midnight, 47 ends there. */
export function placeOf(halfHour: Instant): number {
  return (halfHour - startOfDay(cityDate(halfHour))) / HALF_HOUR_MS;
}

/** `08:30` */
export function timeOfPlace(place: number): string {
  return `${String(Math.floor(place / 2)).padStart(2, "0")}:${place % 2 === 0 ? "00" : "30"}`;
}

export interface Piece {
  readonly halfHour: Instant;
  readonly ms: number;
}

/** A period, cut where a half-hour ends; the pieces are as long as the whole. */
export function cutByHalfHours(from: Instant, to: Instant): Piece[] {
  const pieces: Piece[] = [];
  for (let at = from; at < to;) {
    const halfHour = halfHourOf(at);
    const end = Math.min(halfHour + HALF_HOUR_MS, to);
    pieces.push({ halfHour, ms: end - at });
    at = latest(at, instantOf(end));
  }
  return pieces;
}
