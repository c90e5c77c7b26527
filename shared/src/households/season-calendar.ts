import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";
import type { Place, Season } from "./model.ts";

export interface SeasonDays {
  readonly from: CityDate;
  /** Inclusive. */
  readonly to: CityDate;
  readonly days: number;
}

/** What a season's days were moved to, or that they are what they were. Never changed. */
export interface SeasonDaysVersion {
  /** 1, 2, 3 … */
  readonly version: number;
  /** Null: as where it lies, and at last as the season itself. */
  readonly days: SeasonDays | null;
  /** The document that says so, by its number. */
  readonly evidence: string;
  readonly reason: string;
  /** By which it was approved; none of those from before it took a second person. */
  readonly requestId?: string;
  readonly at: Instant;
  readonly byName: string;
}

/** The whole city, among the places for which a season is moved. */
export const WHOLE_CITY = "city";

/**
 * 采暖期日历: how the city lengthened or shortened a season, for everybody or for one branch, station
 * or building; its id is `<season>/<place>`.
 */
export interface SeasonCalendar extends Stored {
  readonly season: string;
  /** A node of the organisation, or `city`. */
  readonly placeId: string;
  /** The oldest first; only ever added to. The newest holds. */
  readonly versions: readonly SeasonDaysVersion[];
}

export const seasonCalendars = collection<SeasonCalendar>("seasonCalendars", {
  indexes: { bySeason: ["season", "placeId"] },
});

export function calendarId(season: string, placeId: string): string {
  return `${season}/${placeId}`;
}

/** What holds by this calendar alone; null: as where the place lies. */
export function movedTo({ versions }: Pick<SeasonCalendar, "versions">): SeasonDays | null {
  return versions.at(-1)?.days ?? null;
}

type Somewhere = Pick<Place, "branchId" | "stationId" | "buildingId">;

/** Where a calendar may move a season that holds at a place, the nearest first. */
export function calendarPlaces({ buildingId, stationId, branchId }: Somewhere): readonly string[] {
  return [buildingId, stationId, branchId, WHOLE_CITY];
}

/** A season's days at a place: the nearest calendar's that moves them, else the season's own. */
export function daysOf(
  { id, from, to, days }: Season,
  calendars: readonly SeasonCalendar[],
  place: Somewhere,
): SeasonDays {
  for (const placeId of calendarPlaces(place)) {
    const calendar = calendars.find((one) => one.season === id && one.placeId === placeId);
    const moved = calendar === undefined ? null : movedTo(calendar);
    if (moved !== null) return moved;
  }
  return { from, to, days };
}

/** A calendar with one version more, or a new one with its first. */
export function withDays(
  of: Pick<SeasonCalendar, "season" | "placeId">,
  before: SeasonCalendar | null,
  next: Omit<SeasonDaysVersion, "version">,
): Body<SeasonCalendar> {
  const { season, placeId } = of;
  const earlier = before?.versions ?? [];
  const versions = [...earlier, { version: earlier.length + 1, ...next }];
  return { id: calendarId(season, placeId), season, placeId, versions };
}
