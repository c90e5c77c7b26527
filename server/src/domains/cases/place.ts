import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { lineOf } from "@warmline/shared/households/phone.ts";
import type { KnownPlace } from "@warmline/shared/cases/describe.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** What a case keeps of its household. */
export function placeOf({ id, number, address, place }: Household): KnownPlace {
  const { community, building, unit, room } = address;
  return {
    householdId: id,
    householdNumber: number,
    placeText: [community, building, unit, room].join(" "),
    branchId: place.branchId,
  };
}

/**
 * The household that a report is about: the one named, else the only one with the caller's phone. A
 * phone that several households share says nothing: whoever takes the call chooses. Refusal:
 * `household-not-found`.
 */
export async function findPlace(
  reads: Pick<Reads, "get" | "find">,
  householdId: string | undefined,
  phone: string | undefined,
): Promise<Result<KnownPlace | null, "household-not-found">> {
  if (householdId !== undefined) {
    const household = await reads.get(households, householdId);
    return household === null ? refuse("household-not-found") : ok(placeOf(household));
  }
  if (phone === undefined) return ok(null);
  const found = await reads.find(households, {
    index: "byPhone",
    where: { phones: lineOf(phone) },
    limit: 2,
  });
  const [only, another] = found;
  return ok(only === undefined || another !== undefined ? null : placeOf(only));
}
