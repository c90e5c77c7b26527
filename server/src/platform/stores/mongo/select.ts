import type { mongo, PipelineStage } from "mongoose";
import { valueAt } from "@warmline/shared/store/collection.ts";
import type { FindPlan, GroupPlan, Plan } from "@warmline/shared/store/plan.ts";
import type { Scalar } from "@warmline/shared/store/port.ts";

/** What a find or count asks of the server. */
export type Filter = mongo.Filter<mongo.Document>;
export type Stage = PipelineStage;

/** Documents that fit the selection. */
export function filterOf(plan: Plan): Filter {
  const filter: Record<string, unknown> = {};
  for (const { field, values } of plan.bound) filter[field] = valueFilter(values);
  const ranged = plan.rest[0];
  const range = rangeOf(plan);
  if (ranged === undefined) return filter;
  // Both bounds must hold for the same element of an array.
  if (plan.each !== null) filter[ranged] = { $elemMatch: range ?? { $exists: true } };
  else if (range !== null) filter[ranged] = range;
  return filter;
}

function valueFilter(values: readonly Scalar[]): unknown {
  return values.length === 1 ? { $eq: values[0] } : { $in: values };
}

function rangeOf({ from, to }: Plan): Record<string, Scalar> | null {
  if (from === undefined && to === undefined) return null;
  return { ...(from !== undefined && { $gte: from }), ...(to !== undefined && { $lt: to }) };
}

/** By the fields after those of `where`, then by id. */
export function sortOf({ rest, descending }: FindPlan): Record<string, 1 | -1> {
  const direction = descending ? -1 : 1;
  return Object.fromEntries([...rest, "_id"].map((field) => [field, direction]));
}

/**
 * The selection, and beyond the last document of the page before: equal in the first sort fields
 * and beyond in the next, for each of them. Null and missing come before everything, and no
 * comparison holds for them, hence the cases.
 */
export function pageOf(plan: FindPlan): Filter {
  const { after, descending } = plan;
  const selected = filterOf(plan);
  if (after === null) return selected;
  const keys = [...plan.rest, "_id"].map((field) => ({
    field,
    value: field === "_id" ? after.id : (valueAt(after, field) ?? null),
  }));
  const beyond: Filter[] = [];
  for (const [place, { field, value }] of keys.entries()) {
    const equal = keys.slice(0, place).map((key) => ({ [key.field]: { $eq: key.value } }));
    if (value === null && !descending)
      beyond.push({ $and: [...equal, { [field]: { $ne: null } }] });
    if (value === null) continue;
    const further = { [field]: descending ? { $lt: value } : { $gt: value } };
    beyond.push({ $and: [...equal, further] });
    if (descending && field !== "_id") beyond.push({ $and: [...equal, { [field]: null }] });
  }
  return { $and: [selected, { $or: beyond }] };
}

/** Versions of the documents by their first matching element, then by id; each once. */
export function eachPipeline(plan: FindPlan, each: string): Stage[] {
  const direction = plan.descending ? -1 : 1;
  const path = `$${each}`;
  const element = plan.bound[0] ? valueFilter(plan.bound[0].values) : rangeOf(plan);
  return [
    { $match: filterOf(plan) },
    { $project: { [each]: 1, rev: 1, _position: 1 } },
    { $unwind: path },
    ...(element === null ? [] : [{ $match: { [each]: element } }]),
    {
      $group: {
        _id: "$_id",
        element: plan.descending ? { $max: path } : { $min: path },
        rev: { $first: "$rev" },
        _position: { $first: "$_position" },
      },
    },
    { $sort: { element: direction, _id: direction } },
    { $limit: plan.limit },
  ];
}

/** Rows `{ _id: { b0, b1 … }, count, s0, s1 … }`, in the order of the `by` fields. */
export function groupPipeline(plan: GroupPlan): Stage[] {
  const by = plan.by.map((field, place): [string, unknown] => [
    `b${place}`,
    { $ifNull: [`$${field}`, null] },
  ]);
  const sums = plan.sum.map((field, place): [string, unknown] => [
    `s${place}`,
    { $sum: `$${field}` },
  ]);
  const order = by.map(([name]): [string, 1] => [`_id.${name}`, 1]);
  return [
    { $match: filterOf(plan) },
    { $group: { _id: Object.fromEntries(by), count: { $sum: 1 }, ...Object.fromEntries(sums) } },
    ...(order.length === 0 ? [] : [{ $sort: Object.fromEntries(order) }]),
  ];
}
