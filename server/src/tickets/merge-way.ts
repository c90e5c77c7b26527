import { cases, type Case } from "@warmline/shared/tickets/types.ts";
import type { Deps } from "../platform/deps.ts";

/** The case, the one that it was merged into, and so on: the last one stands for the matter. */
export async function mergeWay({ store }: Pick<Deps, "store">, id: string): Promise<Case[]> {
  const way: Case[] = [];
  for (let next: string | undefined = id; next !== undefined;) {
    const matter: Case | null = await store.get(cases, next);
    if (matter === null) break;
    way.push(matter);
    next = matter.mergedInto?.caseId;
  }
  return way;
}
