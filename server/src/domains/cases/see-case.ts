import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";

/**
 * A case belongs to its branch. A hall's staff see the whole city's, as whoever walks in may ask
 * about a case that came in anywhere; `hallId` says only where it was filed.
 */
export function maySee(actor: Actor, { branchId }: Pick<Case, "branchId">): boolean {
  return within(actor, { branchId });
}

/** The case, for whoever may see it. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function seeCase(
  { store }: Pick<Deps, "store">,
  { actor }: Pick<Caller, "actor">,
  id: string,
): Promise<Result<Case, "not-found" | "out-of-scope">> {
  const caseRecord = await store.get(cases, id);
  if (caseRecord === null) return refuse("not-found");
  return maySee(actor, caseRecord) ? ok(caseRecord) : refuse("out-of-scope");
}

/** The case, the one that it was merged into, and so on: the last one stands for all of them. */
export async function mergeChain(reads: Pick<Reads, "get">, id: string): Promise<Case[]> {
  const chain: Case[] = [];
  for (let next: string | undefined = id; next !== undefined;) {
    const caseRecord: Case | null = await reads.get(cases, next);
    if (caseRecord === null) break;
    chain.push(caseRecord);
    next = caseRecord.mergedInto?.caseId;
  }
  return chain;
}
