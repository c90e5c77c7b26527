import type { Case } from "../cases/model.ts";
import type { Place } from "../households/model.ts";
import { later, type Instant } from "../kernel/time.ts";
import { isInside } from "./areas.ts";
import { mayJoinByItself } from "./joining.ts";
import { isSurelyOf } from "./kinds.ts";
import type { Incident } from "./model.ts";

/**
 * 片区不热 is suspected by itself where so many flats of one unit, building or station are reported
 * cold within so long: the city's settings, as buildings and stations differ.
 */
export interface ClusterLimits {
  readonly withinMs: number;
  readonly unit: number;
  readonly building: number;
  readonly station: number;
}

/** A flat that is reported to be cold, and is of no incident yet. */
export interface ColdFlat {
  readonly caseId: string;
  readonly number: string;
  readonly householdId: string;
  readonly openedAt: Instant;
  readonly place: Place;
}

/** Null: the case says nothing about its neighbours. */
export function coldFlatOf(caseRecord: Case, place: Place | undefined): ColdFlat | null {
  const { id: caseId, number, householdId, openedAt, category } = caseRecord;
  if (!isSurelyOf("cold-cluster", category) || !mayJoinByItself(caseRecord)) return null;
  if (householdId === undefined || place === undefined) return null;
  return { caseId, number, householdId, openedAt, place };
}

export interface Cluster {
  /** The unit, the building or the station. */
  readonly nodeId: string;
  /** The oldest first. */
  readonly flats: readonly ColdFlat[];
}

/** From the narrowest on, as the smaller place tells better where to look. */
const LEVELS = [
  ["unit", "unitId"],
  ["building", "buildingId"],
  ["station", "stationId"],
] as const;

/**
 * The narrowest place around `place` where enough different flats are cold at `now`; null: nowhere.
 * `incidents` are those that are open, or were within the time: what lies inside an open one waits
 * for it, and what was reported before one was over has been judged with it.
 */
export function clusterAround(
  place: Place,
  flats: readonly ColdFlat[],
  incidents: readonly Incident[],
  { now, limits }: { readonly now: Instant; readonly limits: ClusterLimits },
): Cluster | null {
  const since = later(now, -limits.withinMs);
  const counted = flats.filter(
    (flat) => flat.openedAt >= since && !incidents.some((one) => accountsFor(one, flat)),
  );
  for (const [level, field] of LEVELS) {
    const inside = counted.filter((flat) => flat.place[field] === place[field]);
    if (new Set(inside.map(({ householdId }) => householdId)).size < limits[level]) continue;
    const oldestFirst = inside.toSorted((a, b) => a.openedAt - b.openedAt);
    return { nodeId: place[field], flats: oldestFirst };
  }
  return null;
}

function accountsFor({ areas, open, history }: Incident, { place, openedAt }: ColdFlat): boolean {
  if (!isInside(areas, place)) return false;
  const ended = history.at(-1)?.at;
  return open || (ended !== undefined && openedAt <= ended);
}
