import { ledgerPermissions } from "./permissions.ts";
import type { Reverser } from "./may-reverse.ts";
import type { Actor } from "../access/actor.ts";
import { permits } from "../access/permission.ts";

/** What of the journal an actor may reverse, by the permission table, roles and hall. */
export function reverserOf(actor: Actor): Reverser {
  return { id: actor.id, reach: reachOf(actor) };
}

function reachOf(actor: Actor): Reverser["reach"] {
  if (permits(actor, ledgerPermissions.reverse)) return { kind: "everything" };
  if (actor.kind !== "staff" || !permits(actor, ledgerPermissions.reversePayment)) {
    return { kind: "nothing" };
  }
  if (!actor.roles.includes("hall-manager")) return { kind: "own" };
  return { kind: "hall", hallId: actor.scope.kind === "hall" ? actor.scope.hallId : undefined };
}
