import type { DuckDBConnection } from "@duckdb/node-api";
import type { StopAct } from "@warmline/shared/reports/stop-acts.ts";
import { dates } from "./dates.ts";

/** As the charges have them, space by space. */
export async function appendStopActs(
  writer: DuckDBConnection,
  some: readonly StopAct[],
): Promise<void> {
  if (some.length === 0) return;
  const dayOf = await dates();
  const appender = await writer.createAppender("stopActs");
  for (const one of some) {
    const { branch, station, building } = one.place;
    appender.appendDate(dayOf(one.day));
    const names = [one.householdId, branch, station, building, one.season, one.spaceId, one.kind];
    for (const text of names) appender.appendVarchar(text);
    appender.appendDate(dayOf(one.from));
    if (one.stopFrom === null) appender.appendNull();
    else appender.appendDate(dayOf(one.stopFrom));
    appender.appendInteger(one.sign);
    if (one.share10k === null) appender.appendNull();
    else appender.appendBigInt(BigInt(one.share10k));
    for (const sum of [one.areaMilli, one.fullFen, one.baseFen, one.amountFen]) {
      appender.appendBigInt(BigInt(sum));
    }
    appender.endRow();
  }
  appender.closeSync();
}
