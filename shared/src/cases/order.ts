import type { CaseRow } from "./live.ts";
import type { Case } from "./model.ts";

type Ordered = Pick<CaseRow, "state" | "dueAt" | "number">;

/** What is done waits for its call-back, not for the clock. */
export function isSettled({ state }: Pick<Case, "state">): boolean {
  return state === "resolved" || state === "called-back";
}

/**
 * Most urgent first, what is done below whatever is still due; the number decides between equals,
 * so that lists never flicker.
 */
export function byDue(a: Ordered, b: Ordered): number {
  const settled = Number(isSettled(a)) - Number(isSettled(b));
  return settled || a.dueAt - b.dueAt || (a.number < b.number ? -1 : 1);
}
