import { unitsOf, type Unit } from "./unit.ts";

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

/** A price from yuan as people write them (`25.85`, `￥25.85`); null when it is none. */
export function price10kOf(written: string): Price10k | null {
  const units = unitsOf(written.trim().replace(/^[¥￥]/, ""), 3, 4);
  return units === null || units === 0 ? null : price10k(units);
}
