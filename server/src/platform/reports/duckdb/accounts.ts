import type { DuckDBConnection } from "@duckdb/node-api";
import type { AccountSums } from "../port.ts";
import { SUMMED, sumsOf } from "./collection.ts";
import { rowsOf } from "./file.ts";

/** What accounts come to, season by season. */
export async function accountsIn(
  connection: DuckDBConnection,
  accountIds: readonly string[],
): Promise<AccountSums[]> {
  if (accountIds.length === 0) return [];
  const places = accountIds.map((_, at) => `$${at + 1}`).join(", ");
  const rows = await rowsOf(
    connection,
    `SELECT a.name, m.season, ${SUMMED}
     FROM moves m JOIN accounts a ON a.id = m.account
     WHERE a.name IN (${places})
     GROUP BY a.name, m.season ORDER BY a.name, m.season`,
    accountIds,
  );
  return rows.map((row) => ({
    accountId: String(row["name"]),
    season: String(row["season"]),
    ...sumsOf(row),
  }));
}
