import type { Collection, Stored } from "../collection.ts";
import { matches, orderOf } from "../match.ts";
import { planFind } from "../plan.ts";
import type { Query } from "../port.ts";

/** What a find must answer, worked out the slow and obvious way. */
export function modelFind<D extends Stored>(
  collection: Collection<D>,
  documents: readonly D[],
  query: Query<D>,
): D[] {
  const plan = planFind(collection, query);
  const order = orderOf(plan);
  return documents
    .filter((document) => matches(plan, document))
    .filter((document) => plan.after === null || order(document, plan.after) > 0)
    .toSorted(order)
    .slice(0, plan.limit);
}
