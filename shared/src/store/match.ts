import { valueAt, type Stored } from "./collection.ts";
import type { FindPlan, Plan } from "./plan.ts";
import type { Scalar } from "./port.ts";

type Value = Scalar | null;

/** Whether an engine would select this document, with or without its revision. */
export function matches(plan: Plan, document: object): boolean {
  if (plan.each !== null) return elements(plan, plan.each, document).length > 0;
  return accepts(plan, (field) => scalarAt(document, field));
}

/** The order in which a find answers documents that it selects. */
export function orderOf(plan: FindPlan): (left: Stored, right: Stored) => number {
  const sign = plan.descending ? -1 : 1;
  return (left, right) => sign * compareLists(keyOf(plan, left), keyOf(plan, right));
}

/** What a document is sorted by. On an each-index that is its first matching element. */
function keyOf(plan: FindPlan, document: Stored): Value[] {
  if (plan.each === null) {
    return [...plan.rest.map((field) => scalarAt(document, field)), document.id];
  }
  const found = elements(plan, plan.each, document).toSorted(compare);
  return [found.at(plan.descending ? -1 : 0) ?? null, document.id];
}

function elements(plan: Plan, each: string, document: object): string[] {
  const all = (valueAt(document, each) ?? []) as readonly string[];
  return all.filter((element) => accepts(plan, () => element));
}

function accepts(plan: Plan, value: (field: string) => Value): boolean {
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
  if (typeof left === "string") return compareText(left, String(right));
  return Number(left) - Number(right);
}

const SURROGATE = /[\ud800-\udfff]/;

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  if (!SURROGATE.test(left) && !SURROGATE.test(right)) return left < right ? -1 : 1;
  const [one, other] = [Array.from(left), Array.from(right)];
  const place = one.findIndex((character, at) => character !== other[at]);
  if (place < 0) return -1;
  return (one[place]?.codePointAt(0) ?? -1) - (other[place]?.codePointAt(0) ?? -1);
}

export function compareLists(left: readonly Value[], right: readonly Value[]): number {
  for (const [place, value] of left.entries()) {
    const order = compare(value, right[place] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}
