import {
  carryChunks,
  carryLines,
  type CarryBuilding,
} from "@warmline/shared/carryforwards/model.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import { households } from "@warmline/shared/households/model.ts";
import { holderOf, householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** The accounts of a building as they were carried forward, with who they are of today. */
export async function accountRows(
  store: Pick<Store, "getMany">,
  buildings: readonly CarryBuilding[],
) {
  const ids = new Set(buildings.flatMap(({ chunks }) => chunks));
  const [chunks, own] = await Promise.all([
    store.getMany(carryChunks, [...ids]),
    store.getMany(carryLines, [...ids]),
  ]);
  const sumsOf = new Map(chunks.map(({ id, sums }) => [id, sums]));
  const places = new Set(buildings.map(placeText));
  const lines = own.flatMap(({ id, lines: all, placeOf }) => {
    const isWanted = (sumsOf.get(id) ?? []).map((sum) => places.has(placeText(sum)));
    return all.filter((_, at) => isWanted[placeOf[at] ?? -1]);
  });
  const owners = lines.map(({ accountId }) => householdIdOf(accountId));
  const found = await store.getMany(households, [...new Set(owners)]);
  const householdOf = new Map(found.map((one) => [one.id, one]));
  return lines.map(({ accountId, rows }) => {
    const householdId = householdIdOf(accountId);
    const household = householdOf.get(householdId);
    const row = { id: accountId, householdId, accounts: 1, rows };
    if (household === undefined) return row;
    const name = holderOf(household, accountId) ?? household.name;
    return { ...row, name, number: household.number, address: addressLine(household.address) };
  });
}

type Placed = Pick<CarryBuilding, "branchId" | "stationId" | "buildingId" | "community">;

function placeText({ branchId, stationId, buildingId, community }: Placed): string {
  return [branchId, stationId, buildingId, community].join("/");
}
