import type { DuckDBConnection } from "@duckdb/node-api";
import type { Earned } from "@warmline/shared/reports/earned.ts";
import type { Move } from "@warmline/shared/reports/moves.ts";
import type { PrepaidMove } from "@warmline/shared/reports/prepayments.ts";
import type { Taking } from "@warmline/shared/reports/takings.ts";
import type { Anchor } from "@warmline/shared/store/port.ts";
import type { Brought } from "../port.ts";
import { appendAreas } from "./append-areas.ts";
import { appendPaidOut, appendReliefs, appendUndone } from "./append-details.ts";
import { appendStopActs } from "./append-stop-acts.ts";
import { dates } from "./dates.ts";
import { rowsOf } from "./file.ts";
import { TAKE_IN } from "./schema.ts";

/** Rows and position in one transaction; commits that it has already are passed over. */
export async function takeIn(
  writer: DuckDBConnection,
  brought: Brought,
  until: Anchor,
): Promise<void> {
  await writer.run("BEGIN");
  try {
    const { position } = await standingIn(writer);
    if (position < until.position) {
      const newer = (one: { readonly position: number }) => one.position > position;
      const { moves, areas, takings, prepaid, earned } = brought;
      await append(writer, moves.filter(newer));
      await appendAreas(writer, areas.filter(newer));
      await appendTakings(writer, takings.filter(newer));
      await appendPrepaid(writer, prepaid.filter(newer));
      await appendEarned(writer, earned.filter(newer));
      await appendReliefs(writer, brought.relieved.filter(newer));
      await appendPaidOut(writer, brought.paidOut.filter(newer));
      await appendStopActs(writer, brought.stopActs.filter(newer));
      await appendUndone(writer, brought.undone.filter(newer));
      await writer.run(TAKE_IN);
      await writer.run("UPDATE standing SET position = $1, hash = $2", [
        until.position,
        until.hash,
      ]);
    }
    await writer.run("COMMIT");
  } catch (error) {
    await writer.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

export async function standingIn(connection: DuckDBConnection): Promise<Anchor> {
  const [row] = await rowsOf(connection, "SELECT position, hash FROM standing");
  return { position: Number(row?.["position"]), hash: String(row?.["hash"]) };
}

async function append(writer: DuckDBConnection, moves: readonly Move[]): Promise<void> {
  const dayOf = await dates();
  const appender = await writer.createAppender("incoming", undefined, "temp");
  for (const move of moves) {
    const { branch, station, building, traits } = move.place;
    appender.appendBigInt(BigInt(move.position));
    appender.appendDate(dayOf(move.day));
    const names = [move.accountId, move.householdId, branch, station, building, traits];
    for (const text of [...names, move.season, move.fee]) appender.appendVarchar(text);
    const { dueFen, paidFen, relievedFen, writtenOffFen, owedFen } = move;
    for (const amount of [dueFen, paidFen, relievedFen, writtenOffFen, owedFen]) {
      appender.appendBigInt(BigInt(amount));
    }
    appender.endRow();
  }
  appender.closeSync();
}

async function appendTakings(writer: DuckDBConnection, takings: readonly Taking[]): Promise<void> {
  if (takings.length === 0) return;
  const dayOf = await dates();
  const appender = await writer.createAppender("takings");
  for (const one of takings) {
    appender.appendDate(dayOf(one.day));
    const names = [one.office, one.cashierId, one.method, one.channel, one.paymentId];
    for (const text of [...names, one.use, one.season]) appender.appendVarchar(text);
    appender.appendBigInt(BigInt(one.amountFen));
    appender.endRow();
  }
  appender.closeSync();
}

async function appendPrepaid(writer: DuckDBConnection, some: readonly PrepaidMove[]) {
  if (some.length === 0) return;
  const dayOf = await dates();
  const appender = await writer.createAppender("prepaid");
  for (const one of some) {
    const { branch, station, building } = one.place;
    appender.appendDate(dayOf(one.day));
    for (const text of [one.householdId, branch, station, building]) appender.appendVarchar(text);
    const { receivedFen, appliedFen, refundedFen, movedFen, changeFen } = one;
    for (const amount of [receivedFen, appliedFen, refundedFen, movedFen, changeFen]) {
      appender.appendBigInt(BigInt(amount));
    }
    appender.endRow();
  }
  appender.closeSync();
}

async function appendEarned(writer: DuckDBConnection, some: readonly Earned[]): Promise<void> {
  if (some.length === 0) return;
  const dayOf = await dates();
  const appender = await writer.createAppender("earned");
  for (const { day, householdId, place, season, fee, priceClass, over, amountFen } of some) {
    appender.appendDate(dayOf(day));
    const where = [householdId, place.branch, place.station, place.building];
    for (const text of [...where, season, fee, priceClass, over.kind]) {
      appender.appendVarchar(text);
    }
    if (over.kind === "days") {
      appender.appendDate(dayOf(over.from));
      appender.appendInteger(over.days);
    } else {
      appender.appendNull();
      appender.appendNull();
    }
    appender.appendBigInt(BigInt(amountFen));
    appender.endRow();
  }
  appender.closeSync();
}
