import type { DuckDBConnection } from "@duckdb/node-api";
import type { AccountSums } from "../port.ts";
import { SUMMED, sumsOf } from "./collection.ts";
import { rowsOf, type Row } from "./file.ts";

/** What accounts come to, season by season. */
export async function accountsIn(
  connection: DuckDBConnection,
  accountIds: readonly string[],
): Promise<AccountSums[]> {
  const rows = await bySeason(connection, accountIds, {
    table: "moves",
    of: "account",
    sums: SUMMED,
  });
  return rows.map((row) => ({
    accountId: String(row["name"]),
    season: String(row["season"]),
    ...sumsOf(row),
  }));
}

interface Summed {
  readonly table: "moves" | "areas";
  /** The column that says whose a row is. */
  readonly of: "account" | "household";
  /** Of the table, as `m`. */
  readonly sums: string;
}

/** Rows of those with these ids, summed up season by season. */
export async function bySeason(
  connection: DuckDBConnection,
  ids: readonly string[],
  { table, of, sums }: Summed,
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const places = ids.map((_, at) => `$${at + 1}`).join(", ");
  return rowsOf(
    connection,
    `SELECT a.name, m.season, ${sums}
     FROM ${table} m JOIN accounts a ON a.id = m.${of}
     WHERE a.name IN (${places})
     GROUP BY a.name, m.season ORDER BY a.name, m.season`,
    ids,
  );
}
