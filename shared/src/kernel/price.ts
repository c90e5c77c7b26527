import type { Unit } from "./unit.ts";

/** Price in 1/10000 yuan (per m² or per kWh). */
export type Price10k = Unit<"yuan/10000">;

/** The one step from a bare number to a price. It names the unit and checks nothing. */
export function price10k(tenThousandths: number): Price10k {
  return tenThousandths as Price10k;
}

/** `25.85` from 258500. */
export function formatPrice(price: Price10k): string {
  const text = (price / 10_000).toFixed(4);
  return text.replace(/0{1,2}$/, "");
}
