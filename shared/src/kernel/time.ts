import type { Unit } from "./unit.ts";

/**
 * A moment (时刻) in milliseconds since 1970 UTC. Spans of time are bare numbers with their unit in
 * the name (`waitMs`): the difference of two instants is one, and `later` adds one.
 */
export type Instant = Unit<"ms since 1970">;

/** The one step from a bare number to an instant. It names the unit and checks nothing. */
export function instantOf(ms: number): Instant {
  return ms as Instant;
}

/** `ms` after `at`; below zero: before it. */
export function later(at: Instant, ms: number): Instant {
  return instantOf(at + ms);
}

export function earliest(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}

export function latest(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}

/** 1970: before everything that was ever recorded. */
export const EPOCH = instantOf(0);

/** A day on the city's calendar, `YYYY-MM-DD`. */
export type CityDate = string;

export interface Clock {
  now(): Instant;
}

/** China has one time zone and no summer time. */
const CITY_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The newest answer: whoever books asks for the same day again and again. */
let newest = { day: Number.NaN, date: "" };

/** The day in the city at `at`. */
export function cityDate(at: Instant): CityDate {
  const day = Math.floor((at + CITY_OFFSET_MS) / DAY_MS);
  if (day !== newest.day) {
    newest = { day, date: new Date(day * DAY_MS).toISOString().slice(0, 10) };
  }
  return newest.date;
}

/** Midnight in the city at which `date` begins. */
export function startOfDay(date: CityDate): Instant {
  return instantOf(Date.parse(`${date}T00:00:00Z`) - CITY_OFFSET_MS);
}

/** `date` moved by whole days. */
export function addDays(date: CityDate, days: number): CityDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from `from` to `to`, the last one included. */
export function daysInclusive(from: CityDate, to: CityDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS + 1;
}

/** So many days one after the other, from `from` on. */
export function daysFrom(from: CityDate, count: number): CityDate[] {
  return Array.from({ length: Math.max(0, count) }, (_, place) => addDays(from, place));
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: CityDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** `2026-11-23 14:00–16:00` on the city's clock, with both days where it ends on another one. */
export function formatSpan(from: Instant, to: Instant): string {
  const end = formatInstant(to);
  return `${formatInstant(from)}–${cityDate(from) === cityDate(to) ? end.slice(11) : end}`;
}

/** `2026-11-23 14:05` on the city's clock; `{ seconds: true }` adds `:09`. */
export function formatInstant(at: Instant, options: { seconds?: boolean } = {}): string {
  return new Date(at + CITY_OFFSET_MS)
    .toISOString()
    .slice(0, options.seconds ? 19 : 16)
    .replace("T", " ");
}
