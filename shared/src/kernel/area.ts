import type { Unit } from "./unit.ts";

/** Area in 1/1000 m². */
export type AreaMilli = Unit<"m²/1000">;

/** The one step from a bare number to an area. It names the unit and checks nothing. */
export function areaMilli(thousandths: number): AreaMilli {
  return thousandths as AreaMilli;
}

/** `103.47` from 103470; trailing zeros beyond two places are left out. */
export function formatArea(area: AreaMilli): string {
  const text = (area / 1000).toFixed(3);
  return text.endsWith("0") ? text.slice(0, -1) : text;
}
