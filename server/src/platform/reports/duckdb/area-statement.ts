import type { DuckDBConnection } from "@duckdb/node-api";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import type { AreaSums } from "@warmline/shared/reports/area-statement.ts";
import type { NodeAsked, OfClass } from "../port.ts";
import { integer } from "./collection.ts";
import { classCells } from "./class-cells.ts";

/** Both queries see one moment: the caller has begun a transaction. */
export async function areaStatementIn(
  connection: DuckDBConnection,
  asked: NodeAsked,
): Promise<OfClass<AreaSums>[]> {
  const cells = await classCells(connection, asked, {
    areas: ["heated", "stopped"],
    areaTurns: ["households", "paid", "unpaid", "stopped", "stoppedPaid"],
  });
  return cells.map(({ id, priceClass, areas, areaTurns }) => {
    const sum = (name: string) => integer(areaTurns[name]);
    return {
      id,
      priceClass,
      households: sum("households"),
      billableMilli: areaMilli(integer(areas["heated"]) + integer(areas["stopped"])),
      paidMilli: areaMilli(sum("paid")),
      stoppedMilli: areaMilli(sum("stopped")),
      unpaidMilli: areaMilli(sum("unpaid")),
      settledMilli: areaMilli(sum("paid") + sum("stoppedPaid")),
    };
  });
}
