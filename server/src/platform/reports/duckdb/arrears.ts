import type { DuckDBConnection } from "@duckdb/node-api";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { Arrears, ArrearsAsked } from "../port.ts";
import { belowSql, integer } from "./collection.ts";
import { rowsOf } from "./file.ts";

const UNTIL = { when: "m.day <= CAST($1 AS DATE)", first: 2 } as const;

/** $1 the day, then the parts of the node. Both queries see one moment. */
export async function arrearsIn(
  connection: DuckDBConnection,
  { day, node }: ArrearsAsked,
): Promise<Omit<Arrears, "position">> {
  const values = [day, ...node];
  const sum = (name: string) => `CAST(sum(m.${name}) AS BIGINT) AS ${name}`;
  const cells = await rowsOf(
    connection,
    belowSql(node, {
      ...UNTIL,
      table: "arrears",
      sums: `m.seasons, m.size, ${sum("households")}, ${sum("owed")}`,
      by: ["m.seasons", "m.size"],
    }),
    values,
  );
  const receivables = await rowsOf(
    connection,
    belowSql(node, { ...UNTIL, table: "moves", sums: sum("owed") }),
    values,
  );
  const isSome = ({ owed, households = 0 }: Readonly<Record<string, unknown>>) =>
    integer(owed) !== 0 || integer(households) !== 0;
  return {
    cells: cells.filter(isSome).map((row) => ({
      id: String(row["id"]),
      seasons: integer(row["seasons"]),
      size: integer(row["size"]),
      households: integer(row["households"]),
      owedFen: fen(integer(row["owed"])),
    })),
    receivables: receivables.filter(isSome).map((row) => ({
      id: String(row["id"]),
      owedFen: fen(integer(row["owed"])),
    })),
  };
}
