import type { Household } from "@warmline/shared/households/types.ts";
import type { Actor } from "@warmline/shared/staff/actor.ts";
import { within } from "@warmline/shared/staff/scope.ts";

/**
 * Whose household an actor may see and post to. A hall serves the whole city, as a resident may pay
 * in any of them; a branch's staff see the households of their branch.
 */
export function seesHousehold(actor: Actor, { place }: Pick<Household, "place">): boolean {
  if (actor.kind === "staff" && actor.scope.kind === "hall") return true;
  return within(actor, { branchId: place.branchId });
}
