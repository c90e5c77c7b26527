import type { DuckDBConnection } from "@duckdb/node-api";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { DebtRow } from "@warmline/shared/reports/old-debt.ts";
import type { OldDebtAsked } from "../port.ts";
import { belowNode, integer } from "./collection.ts";
import { rowsOf } from "./file.ts";

/** $1 the season before which, $2 and $3 the days, then the parts of the node. */
export async function oldDebtIn(
  connection: DuckDBConnection,
  { before, from, to, node }: OldDebtAsked,
): Promise<DebtRow[]> {
  const within = (sum: string, days = "m.day >= CAST($2 AS DATE)") =>
    `CAST(coalesce(sum(m.${sum}) FILTER (${days}), 0) AS BIGINT)`;
  const rows = await rowsOf(
    connection,
    `SELECT m.season,
       ${within("owed", "m.day < CAST($2 AS DATE)")} AS opening,
       ${within("due")} AS adjusted, ${within("paid")} AS paid,
       ${within("relieved")} AS relieved, ${within("writtenOff")} AS writtenOff,
       CAST(sum(m.owed) AS BIGINT) AS closing
     FROM moves m JOIN buildings b ON b.id = m.building
     WHERE m.season < $1 AND m.day <= CAST($3 AS DATE)${belowNode(node, 4)}
     GROUP BY m.season ORDER BY m.season`,
    [before, from, to, ...node],
  );
  return rows.map((row) => ({
    season: String(row["season"]),
    openingFen: fen(integer(row["opening"])),
    adjustedFen: fen(integer(row["adjusted"])),
    paidFen: fen(integer(row["paid"])),
    relievedFen: fen(integer(row["relieved"])),
    writtenOffFen: fen(integer(row["writtenOff"])),
    closingFen: fen(integer(row["closing"])),
  }));
}
