import type { DuckDBConnection } from "@duckdb/node-api";
import { fen } from "@warmline/shared/kernel/money.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import type { PrepaidRow } from "@warmline/shared/reports/prepayments.ts";
import type { PrepaidAsked } from "../port.ts";
import { belowNode, integer } from "./collection.ts";
import { rowsOf } from "./file.ts";

/** $1 and $2 the days, then the parts of the node. */
export async function prepaymentsIn(
  connection: DuckDBConnection,
  { from, to, node }: PrepaidAsked,
): Promise<PrepaidRow[]> {
  const within = (sum: string, days = "b.day >= CAST($1 AS DATE)") =>
    `CAST(coalesce(sum(b.${sum}) FILTER (${days}), 0) AS BIGINT)`;
  const rows = await rowsOf(
    connection,
    `SELECT b.${levelBelow(node)} AS id,
       ${within("change", "b.day < CAST($1 AS DATE)")} AS opening,
       ${within("received")} AS received, ${within("applied")} AS applied,
       ${within("refunded")} AS refunded, ${within("moved")} AS moved,
       CAST(sum(b.change) AS BIGINT) AS closing
     FROM prepaid b
     WHERE b.day <= CAST($2 AS DATE)${belowNode(node, 3)}
     GROUP BY id ORDER BY closing DESC, id`,
    [from, to, ...node],
  );
  const amount = (value: unknown) => fen(integer(value));
  return rows.map((row) => ({
    id: String(row["id"]),
    openingFen: amount(row["opening"]),
    receivedFen: amount(row["received"]),
    appliedFen: amount(row["applied"]),
    refundedFen: amount(row["refunded"]),
    movedFen: amount(row["moved"]),
    closingFen: amount(row["closing"]),
  }));
}
