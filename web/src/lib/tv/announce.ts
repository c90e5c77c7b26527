import type { BoardRow } from "@warmline/shared/hall/live.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";

export type BoardTicket = Extract<BoardRow, { kind: "ticket" }>;

/** A ticket that a counter has called, with all that a screen shows of it. */
export interface BoardCall {
  readonly id: string;
  readonly label: string;
  readonly counterNumber: number;
  readonly callSeq: number;
  readonly calledAt: Instant;
}

/** Older calls are shown, but no longer announced: whoever was meant has moved on. */
const ANNOUNCE_WITHIN_MS = 20_000;

function asCall(row: BoardRow): BoardCall | null {
  if (row.kind !== "ticket" || row.state === "waiting") return null;
  const { id, label, counterNumber, callSeq, calledAt } = row;
  if (counterNumber === undefined || callSeq === undefined || calledAt === undefined) return null;
  return { id, label, counterNumber, callSeq, calledAt };
}

/** What is called at the moment, the newest call first. */
export function callsOf(rows: Iterable<BoardRow>): BoardCall[] {
  return [...rows]
    .map(asCall)
    .filter((call) => call !== null)
    .toSorted((a, b) => b.callSeq - a.callSeq);
}

/**
 * The calls to announce now, in the order in which they were made: those after the last announced
 * that are young enough by the server's clock. A recall has a new number and is announced again.
 */
export function toAnnounce(
  calls: readonly BoardCall[],
  announcedSeq: number,
  serverNow: Instant,
): BoardCall[] {
  return calls
    .filter((call) => call.callSeq > announcedSeq)
    .filter((call) => serverNow - call.calledAt < ANNOUNCE_WITHIN_MS)
    .toSorted((a, b) => a.callSeq - b.callSeq);
}
