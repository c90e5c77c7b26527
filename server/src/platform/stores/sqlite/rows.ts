import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { FindPlan } from "@warmline/shared/store/plan.ts";
import type { Connection } from "./connection.ts";
import { eachSql, findSql, type Wanted } from "./select.ts";

export interface Row {
  readonly id: string;
  readonly rev: number;
  readonly body: string;
}

const byId = (table: string) => `SELECT id, rev, body FROM ${table} WHERE id = ?`;
const byIds = (table: string) =>
  `SELECT id, rev, body FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`;

export function readRow({ prepareFor }: Connection, name: string, id: string): Row | undefined {
  return prepareFor(name, byId).get(id) as unknown as Row | undefined;
}

/** In any order; as one moment left them. */
export function readRows({ prepareFor }: Connection, name: string, ids: readonly string[]): Row[] {
  if (ids.length === 0) return [];
  return prepareFor(name, byIds).all(JSON.stringify(ids)) as unknown as Row[];
}

const countAll = (table: string) => `SELECT count(*) AS count FROM ${table}`;

export function countRows({ prepareFor }: Connection, name: string): number {
  return Number(prepareFor(name, countAll).get()?.["count"]);
}

/** The rows of a find, in its order. */
export function findRows(
  { prepare }: Connection,
  collection: Collection,
  plan: FindPlan,
  wanted: Wanted,
): Row[] {
  if (plan.each !== null) return eachRows(prepare, collection, plan);
  const { text, parameters } = findSql(collection, plan, wanted);
  return text === "" ? [] : (prepare(text).all(...parameters) as unknown as Row[]);
}

/** A document that matches by several of its elements comes once, at the first. */
function eachRows(prepare: Connection["prepare"], collection: Collection, plan: FindPlan): Row[] {
  const { text, parameters } = eachSql(collection, plan);
  const found = new Map<string, Row>();
  for (const row of prepare(text).iterate(...parameters) as unknown as Iterable<Row>) {
    if (!found.has(row.id)) found.set(row.id, row);
    if (found.size === plan.limit) break;
  }
  return [...found.values()];
}

export function documentOf<D extends Stored>({ id, rev, body }: Row): D {
  const document = JSON.parse(body) as D & { id: string; rev: number };
  document.id = id;
  document.rev = rev;
  return document;
}
