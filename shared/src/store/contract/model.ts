import { valueAt, type Collection, type Stored } from "../collection.ts";
import { planFind, type FindPlan, type Plan } from "../plan.ts";
import type { Query, Scalar } from "../port.ts";

type Value = Scalar | null;

/** What a find must answer, worked out the slow and obvious way. */
export function modelFind<D extends Stored>(
  collection: Collection<D>,
  documents: readonly D[],
  query: Query<D>,
): D[] {
  const plan = planFind(collection, query);
  return plan.each === null ? findPlain(documents, plan) : findEach(documents, plan, plan.each);
}

function findPlain<D extends Stored>(documents: readonly D[], plan: FindPlan): D[] {
  const sign = plan.descending ? -1 : 1;
  const keyOf = (document: Stored): Value[] => [
    ...plan.rest.map((field) => scalarAt(document, field)),
    document.id,
  ];
  const order = (left: Stored, right: Stored) => sign * compareLists(keyOf(left), keyOf(right));
  return documents
    .filter((document) => matches(plan, (field) => scalarAt(document, field)))
    .filter((document) => plan.after === null || order(document, plan.after) > 0)
    .toSorted(order)
    .slice(0, plan.limit);
}

function findEach<D extends Stored>(documents: readonly D[], plan: FindPlan, each: string): D[] {
  const sign = plan.descending ? -1 : 1;
  const rows = documents.flatMap((document) =>
    [...new Set((valueAt(document, each) ?? []) as string[])]
      .filter((element) => matches(plan, () => element))
      .map((element) => ({ key: [element, document.id], document })),
  );
  const sorted = rows.toSorted((left, right) => sign * compareLists(left.key, right.key));
  return [...new Set(sorted.map(({ document }) => document))].slice(0, plan.limit);
}

export function matches(plan: Plan, value: (field: string) => Value): boolean {
  if (!plan.bound.every(({ field, values }) => values.includes(value(field)!))) return false;
  const ranged = plan.rest[0] === undefined ? null : value(plan.rest[0]);
  if (plan.from !== undefined && (ranged === null || compare(ranged, plan.from) < 0)) return false;
  return plan.to === undefined || (ranged !== null && compare(ranged, plan.to) < 0);
}

export function scalarAt(document: object, field: string): Value {
  return (valueAt(document, field) ?? null) as Value;
}

/** Null first; numbers by value, text by code point (not by UTF-16 unit), false before true. */
function compare(left: Value, right: Value): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (typeof left === "string")
    return Buffer.compare(Buffer.from(left), Buffer.from(String(right)));
  return Number(left) - Number(right);
}

export function compareLists(left: readonly Value[], right: readonly Value[]): number {
  for (const [place, value] of left.entries()) {
    const order = compare(value, right[place]!);
    if (order !== 0) return order;
  }
  return 0;
}
