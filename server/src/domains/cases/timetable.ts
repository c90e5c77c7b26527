import { households, seasons } from "@warmline/shared/households/model.ts";
import {
  calendarId,
  calendarPlaces,
  daysOf,
  seasonCalendars,
  WHOLE_CITY,
} from "@warmline/shared/households/season-calendar.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import type { Timetable } from "@warmline/shared/cases/policy.ts";
import { addDays, cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { holdingPolicy } from "./policies.ts";
import { cityCalendar } from "./work-calendar.ts";

/** So many days ahead a season may be brought forward, and still lie among those that are read. */
const AHEAD_DAYS = 60;
/** The season that runs or is next, and the two before: a clock may have begun in either. */
const SEASONS = 3;

type Reading = Pick<Reads, "get" | "getMany" | "find">;
type Somewhere = Pick<Case, "householdId" | "branchId">;

/**
 * All by which deadlines are set, as it stands; seasons as they were moved for where the case is.
 * Those that are still to come set none.
 */
export async function timetable(
  reads: Reading,
  { at }: { readonly at: Instant },
  somewhere: Somewhere,
): Promise<Timetable> {
  const until = addDays(cityDate(at), AHEAD_DAYS);
  const begun = { index: "byFrom", to: until, order: "descending", limit: SEASONS } as const;
  const [policy, calendar, newest, place] = await Promise.all([
    holdingPolicy(reads),
    cityCalendar(reads),
    reads.find(seasons, begun),
    placeOf(reads, somewhere),
  ]);
  const ids = newest.flatMap(({ id }) => calendarPlaces(place).map((one) => calendarId(id, one)));
  const moved = await reads.getMany(seasonCalendars, [...new Set(ids)]);
  return { policy, calendar, seasons: newest.map((one) => daysOf(one, moved, place)) };
}

/** Without a household, of the branch; without that, what holds for the whole city. */
async function placeOf(reads: Reading, { householdId, branchId = WHOLE_CITY }: Somewhere) {
  const household = householdId === undefined ? null : await reads.get(households, householdId);
  return household?.place ?? { branchId, stationId: branchId, buildingId: branchId };
}
