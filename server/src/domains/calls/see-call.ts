import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf, within, type Belonging } from "@warmline/shared/access/scope.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";

/**
 * It belongs to every branch of which a household is recognised: for an actor, to their own. A
 * stranger's call is the city's, as a case without a place is.
 */
export function belongingOf({ households }: Pick<Call, "households">, actor: Actor): Belonging {
  const own = branchOf(actor);
  const branches = households.map(({ branchId }) => branchId);
  return { branchId: branches.find((id) => id === own) ?? branches[0] };
}

export function maySeeCall(actor: Actor, call: Pick<Call, "households">): boolean {
  return within(actor, belongingOf(call, actor));
}

/** The call, for whoever may see it. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function seeCall(
  { store }: Pick<Deps, "store">,
  { actor }: Pick<Caller, "actor">,
  id: string,
): Promise<Result<Call, "not-found" | "out-of-scope">> {
  const call = await store.get(calls, id);
  if (call === null) return refuse("not-found");
  return maySeeCall(actor, call) ? ok(call) : refuse("out-of-scope");
}
