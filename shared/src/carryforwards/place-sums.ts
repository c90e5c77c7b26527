import { foldRows, type CarryRow } from "./figures.ts";

/** Where a household lies when it is carried forward. */
export interface CarryPlace {
  readonly branchId: string;
  readonly stationId: string;
  readonly buildingId: string;
  readonly community: string;
}

/** Accounts of a building together, by season. */
export interface PlaceSum extends CarryPlace {
  readonly accounts: number;
  readonly rows: readonly CarryRow[];
}

/** The same buildings once each, by branch, station and building. */
export function foldPlaces(all: Iterable<PlaceSum>): PlaceSum[] {
  const byPlace = Map.groupBy(all, placeKey);
  return [...byPlace]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([, some]) => {
      const [first] = some;
      return first === undefined ? [] : [{ ...first, ...sumOf(some) }];
    });
}

/** What several come to together: children sum to their parent. */
export function sumOf(all: readonly Pick<PlaceSum, "accounts" | "rows">[]) {
  return {
    accounts: all.reduce((sum, { accounts }) => sum + accounts, 0),
    rows: foldRows(all.flatMap(({ rows }) => rows)),
  };
}

function placeKey({ branchId, stationId, buildingId, community }: CarryPlace): string {
  return JSON.stringify([branchId, stationId, buildingId, community]);
}
