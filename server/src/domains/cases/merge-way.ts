import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { Deps } from "../../platform/deps.ts";

/** The case, the one that it was merged into, and so on: the last one stands for the caseRecord. */
export async function mergeWay({ store }: Pick<Deps, "store">, id: string): Promise<Case[]> {
  const way: Case[] = [];
  for (let next: string | undefined = id; next !== undefined;) {
    const caseRecord: Case | null = await store.get(cases, next);
    if (caseRecord === null) break;
    way.push(caseRecord);
    next = caseRecord.mergedInto?.caseId;
  }
  return way;
}
