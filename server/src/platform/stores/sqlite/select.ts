import type { SQLInputValue } from "node:sqlite";
import type { Collection } from "@warmline/shared/store/collection.ts";
import {
  isOneDocument,
  type FindPlan,
  type GroupPlan,
  type Plan,
} from "@warmline/shared/store/plan.ts";
import { column, eachTable, indexName, quote } from "./schema.ts";
import { columnOf, toColumn } from "./values.ts";

export interface Sql {
  readonly text: string;
  readonly parameters: readonly SQLInputValue[];
}

interface Condition {
  readonly text: string;
  readonly parameters: readonly SQLInputValue[];
}

/** Longer lists are sorted instead of merged. */
const MERGED_VALUES_MAX = 16;

/** What a find reads of each document: the whole, or only which revision it is. */
export type Wanted = "id, rev, body" | "id, rev";

/**
 * Rows of the two columns `wanted`. Every part of the answer that is one contiguous stretch of the
 * index becomes an arm of a UNION ALL, which SQLite merges by the order asked for: a page costs
 * what it holds, wherever it begins and however many values a list names. The limit, a checked
 * integer, stands in the text: as a parameter it made SQLite prepare the statement anew at each
 * call.
 */
export function findSql(
  collection: Collection,
  plan: FindPlan,
  wanted: Wanted = "id, rev, body",
): Sql {
  const order = [...new Set([...plan.rest, "id"])].map(column);
  const arms = crossed(listArms(plan), pageArms(plan)).map((parts) =>
    all([...boundConditions(plan), ...parts]),
  );
  if (arms.length === 0) return { text: "", parameters: [] };
  const direction = plan.descending ? " DESC" : "";
  const source = sourceOf(collection, plan);
  const single = arms.length === 1;
  if (single && isOneDocument(collection, plan)) {
    // Nothing to sort, which would cost twice the read.
    const [{ text, parameters }] = arms as [Sql];
    return { text: `SELECT ${wanted} FROM ${source}${text}`, parameters };
  }
  const columns = single ? wanted : `${wanted}, ${order.join(", ")}`;
  const before = wanted.split(",").length;
  const keys = single ? order : order.map((_, place) => String(before + place + 1));
  return {
    text:
      arms.map(({ text }) => `SELECT ${columns} FROM ${source}${text}`).join(" UNION ALL ") +
      ` ORDER BY ${keys.map((key) => key + direction).join(", ")} LIMIT ${plan.limit}`,
    parameters: arms.flatMap(({ parameters }) => parameters),
  };
}

export function countSql(collection: Collection, plan: Plan): Sql {
  const { text, parameters } = all([...boundConditions(plan), ...listConditions(plan)]);
  const counted = plan.each === null ? "*" : "DISTINCT id";
  return {
    text: `SELECT count(${counted}) AS count FROM ${sourceOf(collection, plan)}${text}`,
    parameters,
  };
}

/** Rows `b0, b1 …, count, s0, s1 …`: everything stands in the index, the table is not read. */
export function groupSql(collection: Collection, plan: GroupPlan): Sql {
  const { text, parameters } = all([...boundConditions(plan), ...listConditions(plan)]);
  const by = plan.by.map((field, place) => `${column(field)} AS b${place}`);
  const sums = plan.sum.map((field, place) => `coalesce(sum(${column(field)}), 0) AS s${place}`);
  const keys = plan.by.map(column).join(", ");
  return {
    text:
      `SELECT ${[...by, "count(*) AS count", ...sums].join(", ")} ` +
      `FROM ${sourceOf(collection, plan)}${text}` +
      (keys === "" ? "" : ` GROUP BY ${keys} ORDER BY ${keys}`),
    parameters,
  };
}

/** Rows `id, rev, body` by element, then id; a document comes once for each element it matches. */
export function eachSql(collection: Collection, plan: FindPlan): Sql {
  const { text, parameters } = all([...boundConditions(plan), ...listConditions(plan)]);
  const direction = plan.descending ? " DESC" : "";
  // CROSS JOIN keeps the side table outside: its order is the answer's order.
  return {
    text:
      `SELECT owner.id, owner.rev, owner.body FROM ${sourceOf(collection, plan)} side ` +
      `CROSS JOIN ${quote(collection.name)} owner ON owner.id = side.id` +
      `${text} ORDER BY value${direction}, side.id${direction}`,
    parameters,
  };
}

function sourceOf(collection: Collection, plan: Plan): string {
  return plan.each === null
    ? `${quote(collection.name)} INDEXED BY ${quote(indexName(collection, plan.index))}`
    : quote(eachTable(collection, plan.each));
}

function columnIn(plan: Plan, field: string): string {
  return plan.each === null ? column(field) : "value";
}

/** Equality on the fields with one value, and the range. */
function boundConditions(plan: Plan): Condition[] {
  const conditions: Condition[] = [];
  const add = (field: string, operator: string, value: SQLInputValue) =>
    conditions.push({ text: `${columnIn(plan, field)} ${operator} ?`, parameters: [value] });
  for (const { field, values } of plan.bound) {
    const [only, ...others] = values;
    if (only !== undefined && others.length === 0) add(field, "=", toColumn(only));
  }
  const ranged = plan.rest[0];
  if (ranged !== undefined && plan.from !== undefined) add(ranged, ">=", toColumn(plan.from));
  if (ranged !== undefined && plan.to !== undefined) add(ranged, "<", toColumn(plan.to));
  return conditions;
}

/** The one list, if there is one, as a single condition. */
function listConditions(plan: Plan): Condition[] {
  return plan.bound
    .filter(({ values }) => values.length !== 1)
    .map(({ field, values }) => ({
      text: `${columnIn(plan, field)} IN (${values.map(() => "?").join(", ")})`,
      parameters: values.map(toColumn),
    }));
}

/** The one list as an arm for each value; one arm without a condition when there is no list. */
function listArms(plan: Plan): Condition[][] {
  const list = plan.bound.find(({ values }) => values.length !== 1);
  if (list === undefined) return [[]];
  if (list.values.length > MERGED_VALUES_MAX) return [listConditions(plan)];
  return list.values.map((value) => [
    { text: `${column(list.field)} = ?`, parameters: [toColumn(value)] },
  ]);
}

/**
 * What comes after the last document of the page before, as contiguous stretches of the index:
 * equal in all keys but the last and beyond in that, equal in all but two …, beyond in the first.
 * Null comes before everything and no comparison holds for it, hence the cases.
 */
function pageArms(plan: FindPlan): Condition[][] {
  const { after, descending } = plan;
  if (after === null) return [[]];
  const keys = [...new Set([...plan.rest, "id"])].map((field) => ({
    name: column(field),
    value: columnOf(after, field),
  }));
  const arms: Condition[][] = [];
  for (const [place, { name, value }] of keys.entries()) {
    const before = keys.slice(0, place).map((key) => is(key.name, key.value));
    if (value === null && !descending) {
      arms.push([...before, { text: `${name} IS NOT NULL`, parameters: [] }]);
    } else if (value !== null) {
      arms.push([...before, { text: `${name} ${descending ? "<" : ">"} ?`, parameters: [value] }]);
      if (descending && name !== "id") arms.push([...before, is(name, null)]);
    }
  }
  return arms;
}

function is(key: string, value: SQLInputValue): Condition {
  return value === null
    ? { text: `${key} IS NULL`, parameters: [] }
    : { text: `${key} = ?`, parameters: [value] };
}

function all(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { text: "", parameters: [] };
  return {
    text: ` WHERE ${conditions.map(({ text }) => text).join(" AND ")}`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function crossed(left: Condition[][], right: Condition[][]): Condition[][] {
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}
