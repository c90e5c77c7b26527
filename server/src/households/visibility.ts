import type { Household } from "@warmline/shared/households/types.ts";
import type { Actor } from "@warmline/shared/staff/actor.ts";
import { within } from "@warmline/shared/staff/scope.ts";

/** Whose household an actor may see and change: it belongs to its branch (see `within`). */
export function seesHousehold(actor: Actor, { place }: Pick<Household, "place">): boolean {
  return within(actor, { branchId: place.branchId });
}
