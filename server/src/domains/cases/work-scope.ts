import { refuse, type Refusal } from "@warmline/shared/kernel/result.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";

/**
 * Work on a case is for the one it was given to, or a dispatcher on their behalf: a field worker
 * touches no other's. `open` lets a field worker take what the branch left open to its people.
 */
export function refuseOthersWork(
  { actor }: Caller,
  caseRecord: Case,
  options: { readonly open?: boolean } = {},
): Refusal<"not-yours"> | null {
  if (actor.kind !== "staff" || actor.roles.includes("dispatcher")) return null;
  if (caseRecord.assigneeId === actor.id) return null;
  const free = caseRecord.assigneeId === undefined && options.open === true;
  return free ? null : refuse("not-yours");
}
