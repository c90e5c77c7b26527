import type { Actor } from "../access/actor.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import type { Case } from "./model.ts";

/**
 * Work on a case is for the one it was given to, or a dispatcher on their behalf: a field worker
 * touches no other's. `open` lets a field worker take what the branch left open to its people.
 * Refusal: `not-yours`.
 */
export function refuseOthersWork(
  actor: Actor,
  { assigneeId }: Pick<Case, "assigneeId">,
  options: { readonly open?: boolean } = {},
): Refusal<"not-yours"> | null {
  if (actor.kind !== "staff" || actor.roles.includes("dispatcher")) return null;
  if (assigneeId === actor.id) return null;
  const free = assigneeId === undefined && options.open === true;
  return free ? null : refuse("not-yours");
}
