import type { Actor } from "@warmline/shared/access/actor.ts";
import type { QueuedCall } from "@warmline/shared/acd/model.ts";
import { mayHave, overflowOf } from "@warmline/shared/acd/overflow.ts";

/** A call of another branch is none to whoever serves one. */
export function maySeeQueued(actor: Actor, call: QueuedCall): boolean {
  const overflow = actor.kind === "staff" ? overflowOf(actor) : undefined;
  return mayHave(overflow === undefined ? {} : { overflow }, call);
}
