import type { Case } from "./model.ts";

type Ordered = Pick<Case, "state" | "dueAt" | "number">;

/**
 * What is done waits for its call-back, not for the clock: it stands below whatever is still due.
 */
const settled = ({ state }: Ordered) => (state === "resolved" || state === "called-back" ? 1 : 0);

/** Most urgent first; the number decides between equals, so that lists never flicker. */
export function byDue(a: Ordered, b: Ordered): number {
  return settled(a) - settled(b) || a.dueAt - b.dueAt || (a.number < b.number ? -1 : 1);
}
