import type { DuckDBConnection } from "@duckdb/node-api";
import type { PaidOut } from "@warmline/shared/reports/payouts.ts";
import type { Relieved } from "@warmline/shared/reports/reliefs.ts";
import type { Undone } from "@warmline/shared/reports/undone.ts";
import { dates } from "./dates.ts";

/** Details beside the receivables and the takings: they say on which ground, and how late. */

export async function appendReliefs(
  writer: DuckDBConnection,
  some: readonly Relieved[],
): Promise<void> {
  if (some.length === 0) return;
  const dayOf = await dates();
  const appender = await writer.createAppender("reliefs");
  for (const { day, householdId, place, season, relief, bearer, amountFen } of some) {
    appender.appendDate(dayOf(day));
    const where = [householdId, place.branch, place.station, place.building];
    for (const text of [...where, season, relief, bearer]) appender.appendVarchar(text);
    appender.appendBigInt(BigInt(amountFen));
    appender.endRow();
  }
  appender.closeSync();
}

export async function appendPaidOut(
  writer: DuckDBConnection,
  some: readonly PaidOut[],
): Promise<void> {
  if (some.length === 0) return;
  const dayOf = await dates();
  const appender = await writer.createAppender("payouts");
  for (const one of some) {
    const { branch, station, building } = one.place;
    appender.appendDate(dayOf(one.day));
    const names = [one.householdId, branch, station, building, one.refundId, one.lotId];
    for (const text of [...names, one.method, one.channel, one.reason, one.kind]) {
      appender.appendVarchar(text);
    }
    appender.appendInteger(one.days);
    appender.appendBigInt(BigInt(one.amountFen));
    appender.endRow();
  }
  appender.closeSync();
}

export async function appendUndone(
  writer: DuckDBConnection,
  some: readonly Undone[],
): Promise<void> {
  if (some.length === 0) return;
  const dayOf = await dates();
  const appender = await writer.createAppender("undone");
  for (const one of some) {
    appender.appendDate(dayOf(one.day));
    for (const text of [one.office, one.cashierId, one.kind, one.paymentId]) {
      appender.appendVarchar(text);
    }
    appender.appendInteger(one.minutes);
    appender.appendBigInt(BigInt(one.amountFen));
    appender.endRow();
  }
  appender.closeSync();
}
