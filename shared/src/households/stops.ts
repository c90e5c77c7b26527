import { ok, refuse, type Result } from "../kernel/result.ts";
import { daysInclusive, type CityDate } from "../kernel/time.ts";
import type { SeasonDays } from "./season-calendar.ts";

/** 报停: heat that is not taken in a season, agreed in a version of its contract. */
export interface Stop {
  /** 1, 2, 3 … within the contract; a 复热 names it. */
  readonly number: number;
  /** The first day without heat. */
  readonly from: CityDate;
  /** 复热: the first day with heat again; on the first day itself, it is as if never stopped. */
  readonly until?: CityDate;
  /** 部分报停: the spaces that it is about; absent: all of them. */
  readonly spaceIds?: readonly string[];
}

type Stops = readonly Stop[];

interface Stopping {
  readonly from: CityDate;
  readonly spaceIds?: readonly string[] | undefined;
}

/**
 * 报停: of all spaces, or of some, from a day of the season on. Refusals, in this order:
 * `stop-outside-season`, `space-unknown` (one that the contract does not have, or none at all),
 * `already-stopped` (some of it is stopped on such a day).
 */
export function stopSupply(
  stops: Stops,
  { from, spaceIds }: Stopping,
  { days, spaces }: { readonly days: SeasonDays; readonly spaces: readonly { id: string }[] },
): Result<Stops, "stop-outside-season" | "space-unknown" | "already-stopped"> {
  if (from < days.from || from > days.to)
    return refuse("stop-outside-season", { from: days.from, to: days.to });
  const known = new Set(spaces.map(({ id }) => id));
  if (spaceIds?.length === 0 || spaceIds?.some((id) => !known.has(id)))
    return refuse("space-unknown");
  const some = spaceIds === undefined || new Set(spaceIds).size === known.size;
  const stop: Stop = {
    number: stops.length + 1,
    from,
    ...(some ? {} : { spaceIds: [...new Set(spaceIds)] }),
  };
  const other = stops.find((one) => overlap(one, stop));
  if (other !== undefined) return refuse("already-stopped", { from: other.from });
  return ok([...stops, stop]);
}

/**
 * 复热: from a day on, the stop's first one included, which undoes it. Refusals, in this order:
 * `not-stopped` (no such stop, or heat was taken again already), `restore-outside-stop` (before the
 * stop or after the season).
 */
export function restoreSupply(
  stops: Stops,
  { stop: number, from }: { readonly stop: number; readonly from: CityDate },
  days: SeasonDays,
): Result<Stops, "not-stopped" | "restore-outside-stop"> {
  const stop = stops.find((one) => one.number === number);
  if (stop === undefined || stop.until !== undefined) return refuse("not-stopped");
  if (from < stop.from || from > days.to) {
    return refuse("restore-outside-stop", { from: stop.from, to: days.to });
  }
  return ok(withStop(stops, { ...stop, until: from }));
}

/**
 * 撤销复热, the inverse of 复热: the stop goes on as it was. Refusals, in this order: `not-restored`,
 * `already-stopped` (another stop began meanwhile).
 */
export function resumeStop(
  stops: Stops,
  { stop: number }: { readonly stop: number },
): Result<Stops, "not-restored" | "already-stopped"> {
  const stop = stops.find((one) => one.number === number);
  if (stop?.until === undefined) return refuse("not-restored");
  const { until: _, ...resumed } = stop;
  const other = stops.find((one) => one.number !== number && overlap(one, resumed));
  if (other !== undefined) return refuse("already-stopped", { from: other.from });
  return ok(withStop(stops, resumed));
}

/** Those that change anything: what is restored from its first day on is as if never stopped. */
export function effectiveStops(stops: Stops = []): Stop[] {
  return stops.filter(({ from, until }) => until !== from);
}

export function isStopOf({ spaceIds }: Pick<Stopping, "spaceIds">, spaceId: string): boolean {
  return spaceIds === undefined || spaceIds.includes(spaceId);
}

/** The season's days from a day of it on, that day included. */
export function daysLeft(from: CityDate, { from: first, to, days }: SeasonDays): number {
  return from <= first ? days : Math.min(days, daysInclusive(from, to));
}

function withStop(stops: Stops, next: Stop): Stop[] {
  return stops.map((one) => (one.number === next.number ? next : one));
}

function overlap(one: Stop, other: Stop): boolean {
  const { spaceIds: own } = one;
  const shared = own === undefined || own.some((id) => isStopOf(other, id));
  return shared && isBefore(one, other) && isBefore(other, one);
}

/** Whether `one` begins before `other` ends; one that never was ends before it begins. */
function isBefore(one: Stop, other: Stop): boolean {
  if (one.until === one.from) return false;
  return other.until === undefined || one.from < other.until;
}
