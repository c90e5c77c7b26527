import type { CallLanguage } from "@warmline/shared/hall/model.ts";
import type { BoardRow } from "@warmline/shared/hall/live.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";

export type BoardTicket = Extract<BoardRow, { kind: "ticket" }>;

/** A ticket that a counter has called, with all that a screen shows and says of it. */
export interface BoardCall {
  readonly id: string;
  readonly label: string;
  readonly state: "called" | "serving";
  readonly counterNumber: number;
  readonly callSeq: number;
  readonly calledAt: Instant;
  readonly language: CallLanguage;
}

/** Older calls are shown, but no longer announced: whoever was meant has moved on. */
const ANNOUNCE_WITHIN_MS = 20_000;
/** What has waited longer than this for its turn to be spoken is no longer spoken. */
export const SPEAK_WITHIN_MS = 60_000;

function asCall(row: BoardRow): BoardCall | null {
  if (row.kind !== "ticket" || row.state === "waiting") return null;
  const { id, label, state, counterNumber, callSeq, calledAt, language = "zh" } = row;
  if (counterNumber === undefined || callSeq === undefined || calledAt === undefined) return null;
  return { id, label, state, counterNumber, callSeq, calledAt, language };
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
 * that nobody has come for yet and that are young enough by the server's clock. A recall has a new
 * number and is announced again.
 */
export function toAnnounce(
  calls: readonly BoardCall[],
  announcedSeq: number,
  serverNow: Instant,
): BoardCall[] {
  return calls
    .filter((call) => call.callSeq > announcedSeq && call.state === "called")
    .filter((call) => serverNow - call.calledAt < ANNOUNCE_WITHIN_MS)
    .toSorted((a, b) => a.callSeq - b.callSeq);
}

/**
 * Whether a call is still to be spoken once it is its turn: the person has not come, was not passed
 * over (过号), sent on or called again since.
 */
export function stillCalled(call: BoardCall, calls: readonly BoardCall[]): boolean {
  const now = calls.find(({ id }) => id === call.id);
  return now?.state === "called" && now.callSeq === call.callSeq;
}
