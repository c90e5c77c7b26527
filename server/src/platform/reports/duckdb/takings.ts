import type { DuckDBConnection } from "@duckdb/node-api";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import type { TakingRow } from "@warmline/shared/reports/takings.ts";
import type { Takings, TakingsAsked } from "../port.ts";
import { integer } from "./collection.ts";
import { rowsOf } from "./file.ts";

/** Receipts: what was voided or went back later is one still. */
const COUNTED = "count(DISTINCT payment) FILTER (use NOT IN ('voided', 'refunded'))";

/** Both queries see one moment: the caller has begun a transaction. */
export async function takingsIn(
  connection: DuckDBConnection,
  { from, to, season, office }: TakingsAsked,
): Promise<Omit<Takings, "position">> {
  const where = `WHERE day BETWEEN CAST($1 AS DATE) AND CAST($2 AS DATE)
    AND ($3 = '' OR office = $3)`;
  const values = [from, to, office ?? ""];
  const sum = (of: string) => `CAST(coalesce(sum(amount) FILTER (${of}), 0) AS BIGINT)`;
  const rows = await rowsOf(
    connection,
    `SELECT office, cashier, method, channel, ${COUNTED} AS count,
       ${sum("use = 'fees' AND season >= $4")} AS current,
       ${sum("use = 'fees' AND season < $4")} AS past,
       ${sum("use = 'prepaid'")} AS prepaid, ${sum("use = 'late-fee'")} AS late,
       ${sum("use = 'voided'")} AS voided, ${sum("use = 'refunded'")} AS refunded
     FROM takings ${where}
     GROUP BY office, cashier, method, channel ORDER BY office, cashier, method, channel`,
    [...values, season],
  );
  const [all] = await rowsOf(
    connection,
    `SELECT ${COUNTED} AS count FROM takings ${where}`,
    values,
  );
  return { count: integer(all?.["count"]), rows: rows.map(rowOf) };
}

function rowOf(row: Readonly<Record<string, unknown>>): TakingRow {
  const text = (name: string) => String(row[name]);
  const amount = (name: string) => fen(integer(row[name]));
  return {
    office: text("office"),
    cashierId: text("cashier"),
    method: text("method") as PaymentMethod,
    channel: text("channel"),
    count: integer(row["count"]),
    currentFen: amount("current"),
    pastFen: amount("past"),
    prepaidFen: amount("prepaid"),
    lateFeeFen: amount("late"),
    voidedFen: amount("voided"),
    refundedFen: amount("refunded"),
  };
}
