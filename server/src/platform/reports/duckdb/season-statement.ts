import type { DuckDBConnection } from "@duckdb/node-api";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import type { FeeId } from "@warmline/shared/ledger/fees.ts";
import {
  ofAreas,
  ofFee,
  totalStatement,
  type StatementSums,
} from "@warmline/shared/reports/season-statement.ts";
import { SUM_NAMES } from "@warmline/shared/reports/sums.ts";
import type { NodeAsked, OfClass } from "../port.ts";
import { classCells } from "./class-cells.ts";
import { belowSql, integer, SUMMED, sumsOf } from "./collection.ts";
import { rowsOf } from "./file.ts";

/** All queries see one moment: the caller has begun a transaction. */
export async function seasonStatementIn(
  connection: DuckDBConnection,
  asked: NodeAsked,
): Promise<OfClass<StatementSums>[]> {
  const parts = [...(await areasIn(connection, asked)), ...(await feesIn(connection, asked))];
  const cells = Map.groupBy(parts, ({ id, priceClass }) => `${id} ${priceClass}`);
  return [...cells.values()].map((some) => {
    const { id, priceClass } = some[0]!;
    return { ...totalStatement(some), id, priceClass };
  });
}

/** The whole by the charges, its two parts by the days on which they changed. */
async function areasIn(
  connection: DuckDBConnection,
  asked: NodeAsked,
): Promise<OfClass<StatementSums>[]> {
  const cells = await classCells(connection, asked, {
    areas: ["heated", "stopped"],
    areaTurns: ["households", "stoppedHouseholds", "paid", "unpaid", "stopped"],
  });
  return cells.map(({ id, priceClass, areas, areaTurns }) => {
    const turned = (name: string) => integer(areaTurns[name]);
    const sums = ofAreas({
      households: turned("households"),
      stoppedHouseholds: turned("stoppedHouseholds"),
      areaMilli: areaMilli(integer(areas["heated"]) + integer(areas["stopped"])),
      heatedMilli: areaMilli(turned("paid") + turned("unpaid")),
      stoppedMilli: areaMilli(turned("stopped")),
    });
    return { ...sums, id, priceClass };
  });
}

/** Fee by fee; what comes to nothing, and services, are left out. */
async function feesIn(
  connection: DuckDBConnection,
  { season, day, node }: NodeAsked,
): Promise<OfClass<StatementSums>[]> {
  const by = ["m.class", "m.fee"];
  const sql = belowSql(node, { table: "moves", sums: [...by, SUMMED].join(", "), by });
  const rows = await rowsOf(connection, sql, [season, day, ...node]);
  return rows.flatMap((row) => {
    const statement = ofFee(row["fee"] as FeeId, sumsOf(row));
    const { lateFee } = statement;
    if (SUM_NAMES.every((name) => statement[name] === 0 && lateFee[name] === 0)) return [];
    return [{ ...statement, id: String(row["id"]), priceClass: String(row["class"]) }];
  });
}
