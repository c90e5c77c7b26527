import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { planFind, planGroup, planSelection } from "@warmline/shared/store/plan.ts";
import type { Group, Query, Scalar, Selection, Store } from "@warmline/shared/store/port.ts";
import type { Connection } from "./connection.ts";
import { documentOf, findRows, readRow, readRows } from "./rows.ts";
import { countSql, groupSql } from "./select.ts";
import { fromColumn } from "./values.ts";

/** The reading half of the store, straight from the file and without waiting. */
export interface Reader {
  get<D extends Stored>(collection: Collection<D>, id: string): D | null;
  getMany<D extends Stored>(collection: Collection<D>, ids: readonly string[]): D[];
  find<D extends Stored>(collection: Collection<D>, query: Query<D>): D[];
  count(collection: Collection, selection: Selection): number;
  group(collection: Collection, selection: Parameters<Store["group"]>[1]): Group[];
}

export function createReader(connection: Connection): Reader {
  const { prepare } = connection;

  function count(collection: Collection, selection: Selection): number {
    const { text, parameters } = countSql(collection, planSelection(collection, selection));
    return Number(prepare(text).get(...parameters)?.["count"]);
  }

  function group(collection: Collection, selection: Parameters<Store["group"]>[1]): Group[] {
    const plan = planGroup(collection, selection);
    const { text, parameters } = groupSql(collection, plan);
    const groups = prepare(text)
      .all(...parameters)
      .map((row) => ({
        by: Object.fromEntries(
          plan.by.map((field, place): [string, Scalar | null] => [
            field,
            fromColumn(row[`b${place}`] ?? null),
          ]),
        ),
        count: row["count"] as number,
        sums: Object.fromEntries(
          plan.sum.map((field, place) => [field, row[`s${place}`] as number]),
        ),
      }));
    // Without `by` SQLite answers one row also when nothing was found.
    return groups.filter((row) => row.count > 0);
  }

  return {
    get<D extends Stored>({ name }: Collection<D>, id: string) {
      const row = readRow(connection, name, id);
      return row === undefined ? null : documentOf<D>(row);
    },
    getMany<D extends Stored>({ name }: Collection<D>, ids: readonly string[]) {
      const rows = new Map(readRows(connection, name, ids).map((row) => [row.id, row]));
      return ids.flatMap((id) => {
        const row = rows.get(id);
        return row === undefined ? [] : [documentOf<D>(row)];
      });
    },
    find<D extends Stored>(collection: Collection<D>, query: Query<D>) {
      const plan = planFind(collection, query);
      const rows = findRows(connection, collection as Collection, plan, "id, rev, body");
      return rows.map(documentOf<D>);
    },
    count,
    group,
  };
}
