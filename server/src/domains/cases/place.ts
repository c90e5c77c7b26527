import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf } from "@warmline/shared/access/scope.ts";
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

/** The household that is named; null where none is. Refusal: `household-not-found`. */
export async function findPlace(
  reads: Pick<Reads, "get">,
  householdId: string | undefined,
): Promise<Result<KnownPlace | null, "household-not-found">> {
  if (householdId === undefined) return ok(null);
  const household = await reads.get(households, householdId);
  return household === null ? refuse("household-not-found") : ok(placeOf(household));
}

/** A phone that so many households share is nobody's: they are not looked through. */
const SHARED_MAX = 50;

/**
 * The only household with the caller's phone. One that several share says nothing: whoever takes
 * the call chooses. A branch is told of its own households alone, or filing would say whose phone
 * is on file elsewhere.
 */
export async function placeByPhone(
  reads: Pick<Reads, "find">,
  phone: string,
  actor: Actor,
): Promise<KnownPlace | null> {
  const found = await reads.find(households, {
    index: "byPhone",
    where: { phones: lineOf(phone) },
    limit: SHARED_MAX,
  });
  if (found.length === SHARED_MAX) return null;
  const branchId = branchOf(actor);
  const [only, another] = found.filter(
    ({ place }) => branchId === undefined || place.branchId === branchId,
  );
  return only === undefined || another !== undefined ? null : placeOf(only);
}
