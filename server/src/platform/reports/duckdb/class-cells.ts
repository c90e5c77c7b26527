import type { DuckDBConnection } from "@duckdb/node-api";
import type { NodeAsked } from "../port.ts";
import { belowSql } from "./collection.ts";
import { rowsOf, type Row } from "./file.ts";

/** What is summed up of each table; `only` says of which of its rows. */
type Columns<T extends string> = Readonly<Record<T, readonly string[]>>;

export type Cell<T extends string> = Readonly<Record<T, Row>> & {
  readonly id: string;
  readonly priceClass: string;
};

/**
 * Sums of several tables side by side: by what lies directly below a node, and price class. What is
 * in one table and not in another has no sums there. Where all comes to nothing it is left out.
 */
export async function classCells<T extends string>(
  connection: DuckDBConnection,
  { season, day, node }: NodeAsked,
  columns: Columns<T>,
  only: Partial<Readonly<Record<T, string>>> = {},
): Promise<Cell<T>[]> {
  const tables = Object.keys(columns) as T[];
  const cells = new Map<string, Cell<T>>();
  for (const table of tables) {
    const sums = columns[table].map((one) => `CAST(sum(m.${one}) AS BIGINT) AS ${one}`);
    const sql = belowSql(node, {
      table,
      sums: ["m.class", ...sums].join(", "),
      by: ["m.class"],
      only: only[table],
    });
    for (const row of await rowsOf(connection, sql, [season, day, ...node])) {
      if (columns[table].every((name) => Number(row[name]) === 0)) continue;
      const [id, priceClass] = [String(row["id"]), String(row["class"])];
      const before = cells.get(`${id} ${priceClass}`) ?? nothing(id, priceClass, tables);
      cells.set(`${id} ${priceClass}`, { ...before, [table]: row });
    }
  }
  return [...cells.values()];
}

function nothing<T extends string>(id: string, priceClass: string, tables: readonly T[]): Cell<T> {
  const sums = Object.fromEntries(tables.map((table) => [table, {}])) as Record<T, Row>;
  return { id, priceClass, ...sums };
}
