import { heatMilli } from "../kernel/heat.ts";
import { instantOf } from "../kernel/time.ts";
import type { Meter, Reading } from "./model.ts";

/** For tests only: meters and readings by their bare figures, in whole units of heat. */

export function meter(number: string, installedOn: string, removedOn?: string): Meter {
  const days = { installedOn, ...(removedOn === undefined ? {} : { removedOn }) };
  return { id: number, rev: 1, householdId: "h0", number, heatUnit: "kwh", ...days };
}

export function reading(
  meterId: string,
  day: string,
  figure: number,
  over: Partial<Reading> = {},
): Reading {
  const by = { at: instantOf(0), byName: "李" };
  return {
    id: `${meterId}/${day}/${figure}`,
    rev: 1,
    householdId: "h0",
    meterId,
    day,
    figureMilli: heatMilli(Math.round(figure * 1_000)),
    source: "read",
    ...by,
    ...over,
  };
}
