import type { BoardRow } from "@warmline/shared/hall/live.ts";
import { callsOf } from "./announce.ts";

/** What stands on the screen of one counter. */
export interface CounterLine {
  readonly number: number;
  readonly state: "called" | "serving" | "free" | "paused" | "closed";
  /** The ticket in hand; null where there is none. */
  readonly label: string | null;
}

/**
 * Every counter of the hall: those with a ticket in the order of their calls, the newest first; the
 * others after them by number.
 */
export function counterLines(rows: readonly BoardRow[]): CounterLine[] {
  const lines = new Map<number, CounterLine>();
  for (const { counterNumber, state, label } of callsOf(rows)) {
    if (!lines.has(counterNumber)) {
      lines.set(counterNumber, { number: counterNumber, state, label });
    }
  }
  const counters = rows.filter((row) => row.kind === "counter");
  for (const { number, state } of counters.toSorted((a, b) => a.number - b.number)) {
    if (lines.has(number)) continue;
    lines.set(number, { number, state: state === "open" ? "free" : state, label: null });
  }
  return [...lines.values()];
}

/** Columns in which so many counters stand beside each other and can be read. */
export function columnsFor(counters: number): number {
  if (counters <= 4) return 1;
  return counters <= 12 ? 2 : 3;
}
