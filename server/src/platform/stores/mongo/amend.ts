import type { Stored } from "@warmline/shared/store/collection.ts";
import { matches, orderOf } from "@warmline/shared/store/match.ts";
import type { FindPlan } from "@warmline/shared/store/plan.ts";

/**
 * What a find answers after some more commits: the answer as it was read while they were made, and
 * all that they wrote in this collection, as they left it. Null when the page was full and too many
 * have left it: what comes behind it was not read.
 */
export function amend<D extends Stored>(
  plan: FindPlan,
  read: readonly D[],
  written: readonly D[],
): D[] | null {
  const order = orderOf(plan);
  const changed = new Set(written.map(({ id }) => id));
  const isBeyond = (document: D) => plan.after === null || order(document, plan.after) > 0;
  const come = written.filter((document) => matches(plan, document) && isBeyond(document));
  const all = [...read.filter(({ id }) => !changed.has(id)), ...come].toSorted(order);
  if (read.length < plan.limit) return all.slice(0, plan.limit);
  const last = read.at(-1);
  const known = last === undefined ? all : all.filter((document) => order(document, last) <= 0);
  return known.length < plan.limit ? null : known.slice(0, plan.limit);
}
