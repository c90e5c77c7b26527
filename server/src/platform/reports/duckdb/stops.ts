import type { DuckDBConnection } from "@duckdb/node-api";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { StopSums } from "@warmline/shared/reports/stops.ts";
import type { NodeAsked, OfClass } from "../port.ts";
import { classCells } from "./class-cells.ts";
import { integer, sumsOf } from "./collection.ts";

/** All queries see one moment: the caller has begun a transaction. */
export async function stopsIn(
  connection: DuckDBConnection,
  asked: NodeAsked,
): Promise<OfClass<StopSums>[]> {
  const cells = await classCells(
    connection,
    asked,
    {
      areas: ["partly", "whole", "base", "other"],
      areaTurns: ["stoppedHouseholds", "stopped"],
      moves: ["due", "paid", "relieved", "writtenOff", "owed"],
    },
    { moves: "m.fee = 'stop-base'" },
  );
  return cells.map(({ id, priceClass, areas, areaTurns, moves }) => ({
    id,
    priceClass,
    households: integer(areaTurns["stoppedHouseholds"]),
    stoppedMilli: areaMilli(integer(areaTurns["stopped"])),
    partlyMilli: areaMilli(integer(areas["partly"])),
    fullFen: fen(integer(areas["whole"])),
    baseFen: fen(integer(areas["base"])),
    otherFen: fen(integer(areas["other"])),
    ...sumsOf(moves),
  }));
}
