import { assert } from "../kernel/assert.ts";
import type { Collection, Stored } from "./collection.ts";
import {
  FIND_LIMIT_DEFAULT,
  FIND_LIMIT_MAX,
  type Query,
  type Scalar,
  type Selection,
} from "./port.ts";
import type { Write } from "./write.ts";

/** A selection checked against the declaration, in the words both adapters need. */
export interface Plan {
  readonly index: string;
  /** All fields of the index, in order. */
  readonly fields: readonly string[];
  /** The field of an each-index (`phones` of `phones[]`), else null. */
  readonly each: string | null;
  /** The first fields, as given by `where`; at most one of them has other than one value. */
  readonly bound: readonly { readonly field: string; readonly values: readonly Scalar[] }[];
  /** The fields after these: the range is on the first, the answer is sorted by all, then by id. */
  readonly rest: readonly string[];
  readonly from: Scalar | undefined;
  readonly to: Scalar | undefined;
}

export interface FindPlan extends Plan {
  readonly descending: boolean;
  readonly limit: number;
  /** The values of `rest` in the last document of the page before, then its id; null at first. */
  readonly after: Stored | null;
}

/** Unique keys may be searched as well: they are indexes already. */
function fieldsOf(collection: Collection, index: string): readonly string[] {
  const declared = (set: Readonly<Record<string, readonly string[]>>) =>
    Object.hasOwn(set, index) ? set[index] : undefined;
  const fields = declared(collection.indexes) ?? declared(collection.unique);
  assert(fields, `${collection.name} declares no index ${index}`);
  return fields;
}

/** Throws when the selection does not fit a declared index: a scan in disguise is a bug. */
export function planSelection(collection: Collection, selection: Selection): Plan {
  const { index, where = {}, from, to } = selection;
  const label = `${collection.name}.${index}`;
  const declared = fieldsOf(collection, index);
  const each = declared[0]?.endsWith("[]") ? declared[0].slice(0, -2) : null;
  const fields = each === null ? declared : [each];
  const given = Object.keys(where).length;
  const bound = fields.slice(0, given).map((field) => {
    const value = where[field];
    const values = isList(value) ? [...new Set(value)] : [value];
    return { field, values: values.map((one) => scalar(one, `${label}: where ${field}`)) };
  });
  assert(given <= fields.length, `${label}: where names only fields of the index`);
  const lists = bound.filter(({ values }) => values.length !== 1);
  assert(lists.length <= 1, `${label}: one list at most`);
  const rest = fields.slice(given);
  const ranged = from !== undefined || to !== undefined;
  assert(!ranged || rest.length > 0, `${label}: a range needs a field after those of where`);
  const sparse = collection.sparse.includes(index);
  assert(!sparse || given > 0 || ranged, `${label}: a sparse index is asked by its first field`);
  if (from !== undefined) scalar(from, `${label}: from`);
  if (to !== undefined) scalar(to, `${label}: to`);
  return { index, fields, each, bound, rest, from, to };
}

function isList(value: Scalar | readonly Scalar[] | undefined): value is readonly Scalar[] {
  return Array.isArray(value);
}

/** Null and undefined are no values to look for: an engine would take them for "anything". */
function scalar(value: unknown, label: string): Scalar {
  const known =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  assert(known, `${label} is a text, a number or a truth`);
  return value;
}

export function planFind<D extends Stored>(collection: Collection<D>, query: Query<D>): FindPlan {
  const plan = planSelection(collection as Collection, query);
  const { limit = FIND_LIMIT_DEFAULT, after = null, order = "ascending" } = query;
  const label = `${collection.name}.${plan.index}`;
  assert(Number.isInteger(limit) && limit > 0 && limit <= FIND_LIMIT_MAX, `${label}: ${limit}`);
  assert(plan.each === null || after === null, `${label}: no paging on an each-index`);
  return { ...plan, descending: order === "descending", limit, after };
}

/** Whether the find gives one whole unique key: then there is one such document, or none. */
export function isOneDocument(collection: Collection, { index, bound, rest }: Plan): boolean {
  if (rest.length > 0 || !Object.hasOwn(collection.unique, index)) return false;
  return bound.every(({ values }) => values.length === 1);
}

export interface GroupPlan extends Plan {
  readonly by: readonly string[];
  readonly sum: readonly string[];
}

export function planGroup(
  collection: Collection,
  selection: Selection & { readonly by: readonly string[]; readonly sum?: readonly string[] },
): GroupPlan {
  const plan = planSelection(collection, selection);
  const { by, sum = [] } = selection;
  const label = `${collection.name}.${plan.index}`;
  assert(plan.each === null, `${label}: no group on an each-index`);
  for (const field of [...by, ...sum]) {
    assert(plan.fields.includes(field), `${label} does not hold ${field}`);
  }
  return { ...plan, by, sum };
}

/** A commit has writes, none twice to one document; all else that is wrong is a conflict. */
export function checkWrites(writes: readonly Write[]): void {
  assert(writes.length > 0, "a commit has writes");
  const seen = new Set<string>();
  for (const { collection, id, readRev } of writes) {
    const key = `${collection.name}/${id}`;
    assert(!seen.has(key), `${key} stands twice in a commit`);
    seen.add(key);
    assert(typeof id === "string" && id !== "", `${key} has its id`);
    assert(Number.isSafeInteger(readRev) && readRev >= 0, `${key} was read at ${readRev}`);
    assert(readRev === 0 || !collection.appendOnly, `${collection.name} is append-only`);
  }
}
