import {
  households,
  orgNodes,
  residences,
  type Address,
  type Household,
  type Place,
} from "@warmline/shared/households/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/** Where a unit lies in the organisation; null when there is no such unit. */
export async function placeOf(
  { store }: Pick<Deps, "store">,
  unitId: string,
): Promise<Place | null> {
  const unit = await store.get(orgNodes, unitId);
  if (unit?.kind !== "unit") return null;
  const above = await store.getMany(orgNodes, unit.path);
  const idOf = (kind: string) => above.find((node) => node.kind === kind)?.id;
  const [branchId, stationId, buildingId] = [idOf("branch"), idOf("station"), idOf("building")];
  if (!branchId || !stationId || !buildingId) return null;
  return { branchId, stationId, buildingId, unitId };
}

/** The flat's claim, as `residences` keeps it. */
export function residenceId(unitId: string, room: string): string {
  return `${unitId}/${room.normalize("NFKC").toLowerCase()}`;
}

/**
 * The write that takes a flat for a household, or the household that has it. Households of the time
 * before the claims are found by their building.
 */
export async function takeResidence(
  { store }: Pick<Deps, "store">,
  householdId: string,
  place: Place,
  address: Address,
): Promise<Write | { readonly takenBy: string }> {
  const id = residenceId(place.unitId, address.room);
  const claim = await store.get(residences, id);
  if (claim?.householdId) return { takenBy: claim.householdId };
  const neighbours = await findAll({ store }, households, {
    index: "byBuilding",
    where: { "place.buildingId": place.buildingId },
  });
  const same = neighbours.find((other) => other.id !== householdId && liveAt(other) === id);
  if (same !== undefined) return { takenBy: same.id };
  const taken = { id, householdId };
  return claim === null ? insert(residences, taken) : replace(residences, claim, taken);
}

function liveAt({ place, address }: Household): string {
  return residenceId(place.unitId, address.room);
}

/** The write that gives a flat up, if the household holds its claim. */
export async function leaveResidence(
  { store }: Pick<Deps, "store">,
  household: Household,
): Promise<Write[]> {
  const claim = await store.get(residences, liveAt(household));
  if (claim === null || claim.householdId !== household.id) return [];
  return [replace(residences, claim, { id: claim.id, householdId: null })];
}
