import type { Happened } from "./change.ts";
import type { Case } from "./model.ts";
import { isSettled } from "./order.ts";
import { isSameWindow } from "./visit.ts";

/**
 * What is agreed with a resident goes with their case when it is merged: the other case has it from
 * then on, unless it has one itself or is done.
 */
export function takenVisit(
  other: Case,
  { visit }: Case,
): { readonly patch: Partial<Case>; readonly data: Happened["data"] } {
  if (visit === undefined || other.visit !== undefined || isSettled(other)) {
    return { patch: {}, data: {} };
  }
  return { patch: { visit }, data: { visitFrom: visit.from, visitTo: visit.to } };
}

/**
 * The inverse: it comes back as it was. What the other had taken and has moved, cancelled or had
 * meanwhile, nobody waits for in either.
 */
export function visitGivenBack(
  other: Case,
  { id, mergedInto }: Case,
): { readonly merged: Partial<Case>; readonly other: Partial<Case> } {
  const visit = mergedInto?.visit;
  const tookIn = other.history.findLast(
    ({ kind, data }) => kind === "took-in" && data?.["caseId"] === id,
  );
  if (visit === undefined || tookIn?.data?.["visitFrom"] === undefined) {
    return { merged: { visit }, other: {} };
  }
  const stands = other.visit !== undefined && isSameWindow(other.visit, visit);
  return stands
    ? { merged: { visit }, other: { visit: undefined } }
    : { merged: { visit: undefined }, other: {} };
}
