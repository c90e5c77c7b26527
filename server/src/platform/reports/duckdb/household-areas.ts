import type { DuckDBConnection } from "@duckdb/node-api";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import type { HouseholdAreas } from "../port.ts";
import { bySeason } from "./accounts.ts";
import { integer } from "./collection.ts";

/** What households are charged for, season by season. */
export async function householdAreasIn(
  connection: DuckDBConnection,
  householdIds: readonly string[],
): Promise<HouseholdAreas[]> {
  const sums = ["heated", "stopped", "partly", "whole", "base", "other"]
    .map((name) => `CAST(sum(m.${name}) AS BIGINT) AS ${name}`)
    .join(", ");
  const rows = await bySeason(connection, householdIds, { table: "areas", of: "household", sums });
  return rows.map((row) => ({
    householdId: String(row["name"]),
    season: String(row["season"]),
    heatedMilli: areaMilli(integer(row["heated"])),
    stoppedMilli: areaMilli(integer(row["stopped"])),
    partlyMilli: areaMilli(integer(row["partly"])),
    fullFen: fen(integer(row["whole"])),
    baseFen: fen(integer(row["base"])),
    otherFen: fen(integer(row["other"])),
  }));
}
