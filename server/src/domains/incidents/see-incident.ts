import type { Actor } from "@warmline/shared/access/actor.ts";
import { branchOf, within, type Belonging } from "@warmline/shared/access/scope.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";

/** It belongs to every branch in which it affects something: for an actor, to their own. */
export function belongingOf({ branchIds }: Pick<Incident, "branchIds">, actor: Actor): Belonging {
  const own = branchOf(actor);
  return { branchId: branchIds.find((id) => id === own) ?? branchIds[0] };
}

export function maySeeIncident(actor: Actor, incident: Pick<Incident, "branchIds">): boolean {
  return within(actor, belongingOf(incident, actor));
}

/** The incident, for whoever may see it. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function seeIncident(
  { store }: Pick<Deps, "store">,
  { actor }: Pick<Caller, "actor">,
  id: string,
): Promise<Result<Incident, "not-found" | "out-of-scope">> {
  const incident = await store.get(incidents, id);
  if (incident === null) return refuse("not-found");
  return maySeeIncident(actor, incident) ? ok(incident) : refuse("out-of-scope");
}
