import type { Actor } from "./actor.ts";

/** Where a thing belongs: a case to a branch, a counter to a hall, some things to neither. */
export interface Belonging {
  readonly branchId?: string | undefined;
  readonly hallId?: string | undefined;
}

/**
 * Whether a thing lies within what the actor may see. City staff see all; a branch's staff see what is
 * of their branch; a hall's staff and devices see what is of their hall.
 */
export function within(actor: Actor, belonging: Belonging): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind !== "staff") return belonging.hallId === actor.hallId;
  switch (actor.scope.kind) {
    case "city":
      return true;
    case "branch":
      return belonging.branchId === actor.scope.branchId;
    case "hall":
      return belonging.hallId === actor.scope.hallId;
  }
}
