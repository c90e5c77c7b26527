import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { planFind, type FindPlan } from "@warmline/shared/store/plan.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import type { Connection } from "./connection.ts";
import { eachSql, findSql, type Wanted } from "./select.ts";

export interface Row {
  readonly id: string;
  readonly rev: number;
  readonly body: string;
}

/** The rows of a find, in its order. */
export function findRows(
  { prepare }: Connection,
  collection: Collection,
  query: Query,
  wanted: Wanted,
): Row[] {
  const plan = planFind(collection, query);
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

export function documentOf<D extends Stored>({ rev, body }: Pick<Row, "rev" | "body">): D {
  const document = JSON.parse(body) as D & { rev: number };
  document.rev = rev;
  return document;
}
