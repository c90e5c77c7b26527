import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { branchOf, within, type Belonging } from "@warmline/shared/access/scope.ts";
import { agents } from "@warmline/shared/acd/model.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { callPermissions } from "@warmline/shared/calls/permissions.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";

/**
 * It belongs to every branch of which a household is recognised: for an actor, to their own. A
 * stranger's call is the city's, as a case without a place is.
 */
function belongingOf({ households }: Pick<Call, "households">, actor: Actor): Belonging {
  const own = branchOf(actor);
  const branches = households.map(({ branchId }) => branchId);
  return { branchId: branches.find((id) => id === own) ?? branches[0] };
}

export function maySeeCall(actor: Actor, call: Pick<Call, "households">): boolean {
  return within(actor, belongingOf(call, actor));
}

/**
 * Whether somebody may open it: whoever may read calls one in their scope, everybody the one that
 * they have at their desk, though its caller is a stranger.
 */
export async function mayOpenCall(
  reads: Pick<Reads, "get">,
  actor: Actor,
  call: Call,
): Promise<boolean> {
  if (permits(actor, callPermissions.read) && maySeeCall(actor, call)) return true;
  return (await reads.get(agents, actor.id))?.callId === call.id;
}

/** The call, for whoever may open it. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function seeCall(
  { store }: Pick<Deps, "store">,
  { actor }: Pick<Caller, "actor">,
  id: string,
): Promise<Result<Call, "not-found" | "out-of-scope">> {
  const call = await store.get(calls, id);
  if (call === null) return refuse("not-found");
  return (await mayOpenCall(store, actor, call)) ? ok(call) : refuse("out-of-scope");
}
