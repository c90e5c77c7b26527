import type { Scope } from "@warmline/shared/access/actor.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import type { Deps } from "../../platform/deps.ts";

/**
 * Whether the branch or hall of a scope exists: a mistyped one would shut the person out of
 * everything.
 */
export async function isScopeKnown({ store }: Pick<Deps, "store">, scope: Scope): Promise<boolean> {
  if (scope.kind === "city") return true;
  const node = await store.get(orgNodes, scope.kind === "branch" ? scope.branchId : scope.hallId);
  return node?.kind === scope.kind;
}
