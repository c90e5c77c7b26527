import type { PlannedQueueRow } from "@warmline/shared/staffing/api.ts";
import { timeOfPlace } from "@warmline/shared/callstats/half-hour.ts";

export type HalfHour = PlannedQueueRow["halfHours"][number];

/** `14:00–14:30` */
export function spanText(place: number): string {
  return `${timeOfPlace(place)}–${timeOfPlace(place + 1)}`;
}

/** As a mean is written: `12.3`. */
export function callsText(calls: number): string {
  return calls.toFixed(1);
}

/** `−8.5`, without the degree sign. */
export function degreesText(deci: number): string {
  return (deci / 10).toFixed(1).replace("-", "−");
}

/** 缺额: so many seats are missing; null: it is over, another day, or not known. */
export function missing({ seats, serviceLevel }: HalfHour, staffed: number | null): number | null {
  if (seats === null || staffed === null || serviceLevel === null) return null;
  return Math.max(0, seats - staffed);
}

/** The one of which most is wanted; the first of several. */
export function busiest(
  halfHours: readonly HalfHour[],
  of: (one: HalfHour) => number,
): HalfHour | null {
  let best: HalfHour | null = null;
  for (const one of halfHours) if (best === null || of(one) > of(best)) best = one;
  return best;
}

export function totalCalls(halfHours: readonly HalfHour[]): number {
  return halfHours.reduce((sum, { calls }) => sum + calls, 0);
}
