import type { DatabaseSync } from "node:sqlite";
import { ORDER_MAX, type SearchEntry } from "../entry.ts";
import { countsOf, type Engine, type Row } from "../seek.ts";
import { hasTables, tablesOf } from "./schema.ts";
import { statementOf } from "./statement.ts";
import { PLACES_EACH } from "./writer.ts";

const NEWEST = (ORDER_MAX + 1) * PLACES_EACH;

/** Reads one index file; a kind of which nothing was written has nothing. */
export function createReader(database: DatabaseSync): Engine {
  const there = new Set<string>();

  function isThere(kind: string): boolean {
    if (!there.has(kind) && hasTables(database, kind)) there.add(kind);
    return there.has(kind);
  }

  return {
    async rows({ kind, where }, as, limit, after) {
      if (!isThere(kind)) return [];
      const { entries, terms } = tablesOf(kind);
      // Rows come by place, the largest first, without being sorted: the index goes no further.
      const read = database.prepare(
        `SELECT place, id, terms, entry FROM ${terms} JOIN ${entries} ON place = ${terms}.rowid
         WHERE ${terms} MATCH ? AND ${terms}.rowid < ? ORDER BY ${terms}.rowid DESC LIMIT ?`,
      );
      const below = after === undefined ? NEWEST : Number(after);
      return read.all(statementOf(as, where), below, limit).map(rowOf);
    },
    async facets({ kind, where, facets }, as, most) {
      const { entries, terms } = tablesOf(kind);
      const read = database.prepare(
        `SELECT value AS tag, count(*) AS count FROM
           (SELECT entry FROM ${terms} JOIN ${entries} ON place = ${terms}.rowid
            WHERE ${terms} MATCH ? ORDER BY ${terms}.rowid DESC LIMIT ?),
           json_each(entry, '$.tags') GROUP BY value`,
      );
      const rows = read.all(statementOf(as, where), most);
      const counts = rows.map(({ tag, count }) => ({ tag: String(tag), count: Number(count) }));
      return countsOf(facets, counts);
    },
  };
}

function rowOf({ place, id, terms, entry }: Record<string, unknown>): Row {
  return {
    id: String(id),
    order: Math.floor(Number(place) / PLACES_EACH),
    place: String(place),
    terms: String(terms),
    entry: () => JSON.parse(String(entry)) as SearchEntry,
  };
}
