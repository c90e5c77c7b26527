import type { HeatingSpace, Household } from "../households/model.ts";

/** Branch, station and building of a household: `b1/s2/b3`. */
export function placePath(place: {
  readonly branchId: string;
  readonly stationId: string;
  readonly buildingId: string;
}): string {
  return `${place.branchId}/${place.stationId}/${place.buildingId}`;
}

/**
 * Where a household lies and what it is, as its entries keep it, so that statistics of the past
 * never move: branch, station, building, community, price classes, house types, such as
 * `b1/s2/b3/幸福里/residential/dwelling`. Of several spaces they are joined by `+`; unknown house
 * types are left out.
 */
export function placeThen(
  { place, address, spaces }: Pick<Household, "place" | "address" | "spaces">,
  charged: readonly Pick<HeatingSpace, "priceClass" | "houseType">[] = spaces,
): string {
  const community = address.community.replaceAll("/", "／");
  const classes = each(charged.map(({ priceClass }) => priceClass));
  const types = each(charged.map(({ houseType = "" }) => houseType));
  return [placePath(place), community, classes, types].join("/");
}

function each(codes: readonly string[]): string {
  return [...new Set(codes)]
    .filter((code) => code !== "")
    .toSorted()
    .join("+");
}
