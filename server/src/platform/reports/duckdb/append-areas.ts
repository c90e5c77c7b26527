import type { DuckDBConnection } from "@duckdb/node-api";
import type { AreaMove } from "@warmline/shared/reports/areas.ts";
import { priceClassesOf } from "@warmline/shared/reports/moves.ts";
import { dates } from "./dates.ts";

/** As they come in, with their names. */
export async function appendAreas(writer: DuckDBConnection, some: readonly AreaMove[]) {
  if (some.length === 0) return;
  const dayOf = await dates();
  const appender = await writer.createAppender("incomingAreas", undefined, "temp");
  for (const one of some) {
    const { branch, station, building } = one.place;
    appender.appendDate(dayOf(one.day));
    const names = [one.householdId, branch, station, building, priceClassesOf(one.place)];
    for (const text of [...names, one.season]) appender.appendVarchar(text);
    const areas = [one.heatedMilli, one.stoppedMilli, one.partlyMilli];
    for (const sum of [...areas, one.fullFen, one.baseFen, one.otherFen]) {
      appender.appendBigInt(BigInt(sum));
    }
    appender.endRow();
  }
  appender.closeSync();
}
