import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import {
  households,
  orgNodes,
  residences,
  type Address,
  type Household,
  type Place,
  type Residence,
} from "@warmline/shared/households/model.ts";
import { canonicalRoom } from "@warmline/shared/households/room.ts";
import { put, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/** Where a unit lies in the organisation; null when there is no such unit. */
export async function placeOf(reads: Reads, unitId: string): Promise<Place | null> {
  const unit = await reads.get(orgNodes, unitId);
  if (unit?.kind !== "unit") return null;
  const above = await reads.getMany(orgNodes, unit.path);
  const idOf = (kind: string) => above.find((node) => node.kind === kind)?.id;
  const [branchId, stationId, buildingId] = [idOf("branch"), idOf("station"), idOf("building")];
  if (!branchId || !stationId || !buildingId) return null;
  return { branchId, stationId, buildingId, unitId };
}

/** A flat as the claims know it (`residences`), and who lives there. */
export interface Flat {
  readonly id: string;
  readonly claim: Residence | null;
  readonly holder: Household | null;
}

type Located = Pick<Household, "place" | "address">;

/**
 * The flat at an address. Households of the time before the claims are found by their building.
 */
export async function flatAt(reads: Reads, { place, address }: Located): Promise<Flat> {
  const id = flatId(place, address);
  const claim = await reads.get(residences, id);
  if (claim?.householdId) {
    return { id, claim, holder: await reads.get(households, claim.householdId) };
  }
  const neighbours = await findAll({ store: reads }, households, {
    index: "byBuilding",
    where: { "place.buildingId": place.buildingId },
  });
  const holder = neighbours.find((other) => flatId(other.place, other.address) === id);
  return { id, claim, holder: holder ?? null };
}

/** The write that takes a flat for a household. Refusal: `address-taken`. */
export function takeFlat(
  { id, claim, holder }: Flat,
  householdId: string,
): Result<Write, "address-taken"> {
  if (holder !== null || claim?.householdId) {
    return refuse("address-taken", { number: holder?.number ?? "" });
  }
  const taken = { id, householdId };
  return ok(put(residences, claim, taken));
}

/** The write that gives a flat up, if the household holds its claim. */
export function leaveFlat(claim: Residence | null, householdId: string): Write[] {
  if (claim === null || claim.householdId !== householdId) return [];
  return [replace(residences, claim, { id: claim.id, householdId: null })];
}

/** The flat's claim, as `residences` keeps it: one, in whatever way its room is written. */
export function flatId({ unitId }: Place, { room }: Address): string {
  return `${unitId}/${canonicalRoom(room)}`;
}
