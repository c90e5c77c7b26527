import type { DuckDBConnection } from "@duckdb/node-api";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { levelBelow } from "@warmline/shared/reports/node.ts";
import type { RefundSums } from "@warmline/shared/reports/payouts.ts";
import type { Refunds, RefundsAsked } from "../port.ts";
import { belowNode, integer } from "./collection.ts";
import { rowsOf, type Row } from "./file.ts";

const amount = (kind: string) =>
  `CAST(coalesce(sum(b.amount) FILTER (b.kind = '${kind}'), 0) AS BIGINT)`;
const count = (kind: string) => `count(DISTINCT b.refund) FILTER (b.kind = '${kind}')`;

const SUMS = `${count("paid")} AS count, ${amount("paid")} AS paid,
  CAST(sum(b.days) AS BIGINT) AS days, max(b.days) AS longest,
  ${count("returned")} AS returned, ${amount("returned")} AS back`;

/** $1 and $2 the days, then the parts of the node; read as of one moment. */
export async function refundsIn(
  connection: DuckDBConnection,
  { from, to, node }: RefundsAsked,
): Promise<Omit<Refunds, "position">> {
  const values = [from, to, ...node];
  const where = `b.day BETWEEN CAST($1 AS DATE) AND CAST($2 AS DATE)${belowNode(node, 3)}`;
  const grounds = await rowsOf(
    connection,
    `SELECT b.reason, b.method, b.channel, ${SUMS} FROM payouts b WHERE ${where}
     GROUP BY b.reason, b.method, b.channel
     ORDER BY paid DESC, b.reason, b.method, b.channel`,
    values,
  );
  const rows = await rowsOf(
    connection,
    `SELECT b.${levelBelow(node)} AS id, ${SUMS} FROM payouts b WHERE ${where}
     GROUP BY id ORDER BY paid DESC, id`,
    values,
  );
  return {
    grounds: grounds.map((row) => ({
      reason: String(row["reason"]),
      method: String(row["method"]) as PaymentMethod,
      channel: String(row["channel"]),
      ...sumsOf(row),
    })),
    rows: rows.map((row) => ({ id: String(row["id"]), ...sumsOf(row) })),
    beyond: await beyondIn(connection, values, where),
  };
}

/** Of payments that are among these: by all that ever went back, and all that ever came. */
async function beyondIn(
  connection: DuckDBConnection,
  values: readonly string[],
  where: string,
): Promise<string[]> {
  const rows = await rowsOf(
    connection,
    `WITH gone AS (
       SELECT lot, sum(CASE kind WHEN 'paid' THEN amount ELSE -amount END) AS amount
       FROM payouts WHERE lot IN (SELECT b.lot FROM payouts b WHERE ${where}) GROUP BY lot
     ), came AS (
       SELECT payment AS lot, sum(amount) AS amount FROM takings
       WHERE use NOT IN ('voided', 'refunded') AND payment IN (SELECT lot FROM gone)
       GROUP BY payment
     )
     SELECT lot FROM gone JOIN came USING (lot) WHERE gone.amount > came.amount ORDER BY lot`,
    values,
  );
  return rows.map((row) => String(row["lot"]));
}

function sumsOf(row: Row): RefundSums {
  return {
    count: integer(row["count"]),
    paidFen: fen(integer(row["paid"])),
    days: integer(row["days"]),
    longestDays: integer(row["longest"]),
    returned: integer(row["returned"]),
    returnedFen: fen(integer(row["back"])),
  };
}
