import type { DuckDBConnection } from "@duckdb/node-api";
import { fen } from "@warmline/shared/kernel/money.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import { UNKNOWN_PART } from "@warmline/shared/reports/moves.ts";
import type { Reliefs, ReliefsAsked } from "../port.ts";
import { belowNode, integer } from "./collection.ts";
import { rowsOf } from "./file.ts";

/**
 * $1 and $2 the days, $3 the season or nothing, then the parts of the node. The queries see one
 * moment: the caller has begun a transaction.
 */
export async function reliefsIn(
  connection: DuckDBConnection,
  { from, to, season, node }: ReliefsAsked,
): Promise<Omit<Reliefs, "position">> {
  const values = [from, to, season ?? "", ...node];
  const within = (table: string) =>
    `${table}.day BETWEEN CAST($1 AS DATE) AND CAST($2 AS DATE)
      AND ($3 = '' OR ${table}.season = $3)${belowNode(node, 4)}`;
  const rows = await rowsOf(
    connection,
    `WITH homes AS (
       SELECT b.branch, b.station, b.building, b.household, b.relief, b.bearer,
         sum(b.amount) AS amount
       FROM reliefs b WHERE ${within("b")} GROUP BY ALL
     )
     SELECT ${levelBelow(node)} AS id, relief, bearer,
       count(*) FILTER (amount <> 0) AS households, CAST(sum(amount) AS BIGINT) AS amount
     FROM homes GROUP BY ALL HAVING count(*) FILTER (amount <> 0) > 0
     ORDER BY amount DESC, id, relief, bearer`,
    values,
  );
  const claims = await rowsOf(
    connection,
    `SELECT b.bearer, b.season, CAST(sum(b.amount) AS BIGINT) AS amount
     FROM reliefs b WHERE ${within("b")} AND b.bearer NOT IN ('company', '${UNKNOWN_PART}')
     GROUP BY ALL HAVING sum(b.amount) <> 0 ORDER BY b.bearer, b.season`,
    values,
  );
  const [moved] = await rowsOf(
    connection,
    `SELECT CAST(sum(m.relieved) AS BIGINT) AS relieved
     FROM moves m JOIN buildings b ON b.id = m.building
     WHERE m.relieved <> 0 AND ${within("m")}`,
    values,
  );
  const amount = (value: unknown) => fen(integer(value));
  return {
    relievedFen: amount(moved?.["relieved"]),
    rows: rows.map((row) => ({
      id: String(row["id"]),
      relief: String(row["relief"]),
      bearer: String(row["bearer"]),
      households: integer(row["households"]),
      amountFen: amount(row["amount"]),
    })),
    claims: claims.map((row) => ({
      bearer: String(row["bearer"]),
      season: String(row["season"]),
      claimedFen: amount(row["amount"]),
    })),
  };
}
