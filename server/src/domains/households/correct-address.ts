import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { households, type Address, type Household } from "@warmline/shared/households/model.ts";
import { within } from "@warmline/shared/access/scope.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { changeHousehold, type HouseholdRefusal, type SeenHousehold } from "./household-change.ts";
import { leaveResidence, placeOf, residenceId, takeResidence } from "./place.ts";

export interface CorrectAddress extends SeenHousehold {
  readonly address: Address;
  readonly unitId: string;
}

/**
 * Corrects address and place; the flat of before is free again. Own refusals, in this order:
 * `unit-unknown`, `out-of-scope` (the new place), `address-taken`.
 */
export async function correctAddress(
  deps: Deps,
  caller: Caller,
  input: CorrectAddress,
): Promise<Result<Household, HouseholdRefusal | "unit-unknown" | "address-taken">> {
  const { address, unitId } = input;
  return changeHousehold(deps, caller, "households.correct-address", input, async (current) => {
    const place = await placeOf(deps, unitId);
    if (place === null) return refuse("unit-unknown");
    if (!within(caller.actor, place)) return refuse("out-of-scope");
    const next = { ...current, address, place };
    const before = residenceId(current.place.unitId, current.address.room);
    if (before === residenceId(unitId, address.room)) return ok({ next });
    const taken = await takeResidence(deps, current.id, place, address);
    if ("takenBy" in taken) {
      const holder = await deps.store.get(households, taken.takenBy);
      return refuse("address-taken", { number: holder?.number ?? "" });
    }
    return ok({ next, also: [taken, ...(await leaveResidence(deps, current))] });
  });
}
