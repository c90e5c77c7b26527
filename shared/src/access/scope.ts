import type { Actor } from "./actor.ts";

/** Where a thing belongs: a case to a branch, a counter to a hall, some things to neither. */
export interface Belonging {
  readonly branchId?: string | undefined;
  readonly hallId?: string | undefined;
}

/**
 * Whether a thing lies within what the actor may see. City staff see all; a branch's staff see what
 * is of their branch. A hall serves whoever walks in, from any branch: its staff see households and
 * cases of the whole city, as far as their permissions go, but nothing of another hall. Channels
 * bring in whoever calls, from the whole city, too. Devices see only what is of their hall; the
 * public nothing.
 */
export function within(actor: Actor, belonging: Belonging): boolean {
  if (actor.kind === "system" || actor.kind === "channel") return true;
  if (actor.kind === "public") return false;
  if (actor.kind !== "staff") return belonging.hallId === actor.hallId;
  switch (actor.scope.kind) {
    case "city":
      return true;
    case "branch":
      return belonging.branchId === actor.scope.branchId;
    case "hall":
      return belonging.hallId === undefined || belonging.hallId === actor.scope.hallId;
  }
}

/** Whether the actor answers for the whole city: what belongs to no one place is theirs alone. */
export function cityWide(actor: Actor): boolean {
  return actor.kind === "system" || (actor.kind === "staff" && actor.scope.kind === "city");
}

/** The branch to which somebody is bound; undefined: to none. */
export function branchOf(actor: Actor): string | undefined {
  return actor.kind === "staff" && actor.scope.kind === "branch" ? actor.scope.branchId : undefined;
}
