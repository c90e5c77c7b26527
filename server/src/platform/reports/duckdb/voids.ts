import type { DuckDBConnection } from "@duckdb/node-api";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { UndoneKind } from "@warmline/shared/reports/undone.ts";
import type { Voids, VoidsAsked } from "../port.ts";
import { integer } from "./collection.ts";
import { rowsOf } from "./file.ts";

/** Of one cashier; of more nobody reads them all. */
const RECEIPTS_MAX = 500;

/** $1 and $2 the days, $3 the office or nothing; read as of one moment. */
export async function voidsIn(
  connection: DuckDBConnection,
  { from, to, office, cashier }: VoidsAsked,
): Promise<Omit<Voids, "position">> {
  const values = [from, to, office ?? ""];
  const where = `WHERE day BETWEEN CAST($1 AS DATE) AND CAST($2 AS DATE)
    AND ($3 = '' OR office = $3)`;
  const sum = (of: string) => `CAST(coalesce(sum(amount) FILTER (${of}), 0) AS BIGINT)`;
  const rows = await rowsOf(
    connection,
    `WITH taken AS (
       SELECT strftime(day, '%Y-%m') AS month, office, cashier,
         ${sum("use NOT IN ('voided', 'refunded')")} AS taken,
         ${sum("use = 'voided'")} AS voided
       FROM takings ${where} GROUP BY ALL
     ), back AS (
       SELECT strftime(day, '%Y-%m') AS month, office, cashier,
         count(DISTINCT payment) AS count, CAST(sum(amount) AS BIGINT) AS amount,
         quantile_disc(minutes, 0.5) AS middle, max(minutes) AS latest
       FROM undone ${where} GROUP BY ALL
     )
     SELECT month, office, cashier, coalesce(taken, 0) AS taken, coalesce(voided, 0) AS voided,
       coalesce(count, 0) AS count, coalesce(amount, 0) AS amount, middle, latest
     FROM taken FULL JOIN back USING (month, office, cashier)
     WHERE taken <> 0 OR voided <> 0 OR count > 0
     ORDER BY month DESC, office, cashier`,
    values,
  );
  return {
    rows: rows.map(rowOf),
    receipts: cashier === null ? [] : await receiptsIn(connection, where, [...values, cashier]),
  };
}

function rowOf(row: Readonly<Record<string, unknown>>): Voids["rows"][number] {
  const minutes = (value: unknown) => (value === null ? null : integer(value));
  return {
    month: String(row["month"]),
    office: String(row["office"]),
    cashierId: String(row["cashier"]),
    count: integer(row["count"]),
    voidedFen: fen(integer(row["amount"])),
    takenFen: fen(integer(row["taken"])),
    byTakingsFen: fen(integer(row["voided"])),
    middleMinutes: minutes(row["middle"]),
    latestMinutes: minutes(row["latest"]),
  };
}

/** $4 the cashier. */
async function receiptsIn(
  connection: DuckDBConnection,
  where: string,
  values: readonly string[],
): Promise<Voids["receipts"]> {
  const rows = await rowsOf(
    connection,
    `SELECT CAST(day AS VARCHAR) AS day, office, kind, payment,
       CAST(sum(amount) AS BIGINT) AS amount, max(minutes) AS minutes
     FROM undone ${where} AND cashier = $4
     GROUP BY ALL ORDER BY day DESC, payment LIMIT ${RECEIPTS_MAX}`,
    values,
  );
  return rows.map((row) => ({
    paymentId: String(row["payment"]),
    day: String(row["day"]),
    office: String(row["office"]),
    kind: String(row["kind"]) as UndoneKind,
    amountFen: fen(integer(row["amount"])),
    minutes: integer(row["minutes"]),
  }));
}
