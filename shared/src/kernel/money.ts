import { assert } from "./assert.ts";

/** Money is integer fen (分, 1/100 yuan); never a float of yuan. */
export type Fen = number;
/** Area in 1/1000 m². */
export type AreaMilli = number;
/** Price in 1/10000 yuan (per m² or per kWh). */
export type Price10k = number;

export type Rounding = "half-up" | "down";

/**
 * amount × numerator ÷ denominator as integer, rounded once. Half up means away from zero, so that
 * a reversal is the exact negative of what it reverses. Products are BigInt: no float on the way.
 */
export function portion(
  amount: Fen,
  numerator: number,
  denominator: number,
  rounding: Rounding = "half-up",
): Fen {
  assert(Number.isSafeInteger(amount), `amount ${amount} is a safe integer`);
  assert(Number.isSafeInteger(numerator) && numerator >= 0, `numerator ${numerator}`);
  assert(Number.isSafeInteger(denominator) && denominator > 0, `denominator ${denominator}`);
  const sign = amount < 0 ? -1 : 1;
  const product = BigInt(Math.abs(amount)) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const quotient =
    rounding === "down" ? product / divisor : (2n * product + divisor) / (2n * divisor);
  const value = sign * Number(quotient);
  assert(Number.isSafeInteger(value), `portion ${value} is a safe integer`);
  return value === 0 ? 0 : value;
}

/**
 * A decimal as written, in units of its last place: `25.85` with 4 places is 258500. Null when it
 * is none, has more digits than `wholeMax` or more places. Never through a float.
 */
export function unitsOf(written: string, wholeMax: number, places: number): number | null {
  const [, whole = "", part = ""] = /^(\d+)(?:\.(\d+))?$/.exec(written) ?? [];
  if (whole === "" || whole.length > wholeMax || part.length > places) return null;
  return Number(whole + part.padEnd(places, "0"));
}

/** area × price, rounded half up to the fen, once a line. Source: charging rules, "area charge". */
export function areaCharge(areaMilli: AreaMilli, price10k: Price10k): Fen {
  assert(Number.isSafeInteger(areaMilli) && areaMilli >= 0, `area ${areaMilli}`);
  // 1/1000 m² × 1/10000 yuan = 1e-7 yuan = 1e-5 fen.
  return portion(areaMilli, price10k, 100_000);
}

/** `¥1,234.56`; the same in both languages. */
export function formatYuan(amount: Fen): string {
  const whole = Math.trunc(Math.abs(amount) / 100);
  const cents = String(Math.abs(amount) % 100).padStart(2, "0");
  const grouped = String(whole).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${amount < 0 ? "-" : ""}¥${grouped}.${cents}`;
}

/** `103.47` from 103470; trailing zeros beyond two places are left out. */
export function formatArea(areaMilli: AreaMilli): string {
  const text = (areaMilli / 1000).toFixed(3);
  return text.endsWith("0") ? text.slice(0, -1) : text;
}

/** `25.85` from 258500. */
export function formatPrice(price10k: Price10k): string {
  const text = (price10k / 10_000).toFixed(4);
  return text.replace(/0{1,2}$/, "");
}
