import type { Unit } from "./unit.ts";

/** Heat, or what a meter shows of it, in 1/1000 kWh or 1/1000 GJ; which, is said beside it. */
export type HeatMilli = Unit<"heat/1000">;

/** The one step from a bare number to heat. It names the unit and checks nothing. */
export function heatMilli(thousandths: number): HeatMilli {
  return thousandths as HeatMilli;
}

export function subtractHeat(left: HeatMilli, right: HeatMilli): HeatMilli {
  return heatMilli(left - right);
}

/** `8200` from 8200000, `27.5` from 27500. */
export function formatHeat(heat: HeatMilli): string {
  return (heat / 1_000).toFixed(3).replace(/[.]?0+$/, "");
}
