import type { Actor } from "../access/actor.ts";
import type { Belonging } from "../access/scope.ts";

/** 记账单位: a hall, a branch or `city`, each with books of its own for every day. */
export type Office = string;

export const CITY_OFFICE: Office = "city";

/** In whose books an actor posts: those of the hall or branch in which they work. */
export function officeOf(actor: Actor): Office {
  if (actor.kind === "kiosk" || actor.kind === "tv") return actor.hallId;
  if (actor.kind !== "staff") return CITY_OFFICE;
  const { scope } = actor;
  if (scope.kind === "hall") return scope.hallId;
  return scope.kind === "branch" ? scope.branchId : CITY_OFFICE;
}

/** Where an office belongs, so that nobody sees or closes the books of another. */
export function officePlace(office: Office): Required<Belonging> {
  return { branchId: office, hallId: office };
}
