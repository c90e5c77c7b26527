import { assert } from "./assert.ts";
import type { Unit } from "./unit.ts";

/** Money is integer fen (分, 1/100 yuan); never a float of yuan. */
export type Fen = Unit<"fen">;
/** Area in 1/1000 m². */
export type AreaMilli = number;
/** Price in 1/10000 yuan (per m² or per kWh). */
export type Price10k = number;

/**
 * The one step from a bare number to money. It names the unit and checks nothing: what comes from
 * outside is checked where it is read, and a rule refuses what is no amount (`bad-amount`).
 */
export function fen(amount: number): Fen {
  return amount as Fen;
}

export const ZERO_FEN = fen(0);

export function addFen(left: Fen, right: Fen): Fen {
  return fen(left + right);
}

export function subtractFen(from: Fen, amount: Fen): Fen {
  return fen(from - amount);
}

export function negateFen(amount: Fen): Fen {
  return fen(-amount);
}

/** The amount without its sign. */
export function absoluteFen(amount: Fen): Fen {
  return fen(Math.abs(amount));
}

export function smallerFen(left: Fen, right: Fen): Fen {
  return left < right ? left : right;
}

export function totalFen(amounts: Iterable<Fen>): Fen {
  let total = 0;
  for (const amount of amounts) total += amount;
  return fen(total);
}

export type Rounding = "half-up" | "down";

/**
 * All factors multiplied first, then divided by all divisors, rounded once: a charge with a factor
 * for its storey height that was rounded twice would differ for every third area. Half up means
 * away from zero, so that a reversal is the exact negative of what it reverses; at most one factor
 * is negative. Factors and divisors are safe integers; no float is on the way.
 */
export function product(
  factors: readonly number[],
  divisors: readonly number[],
  rounding: Rounding = "half-up",
): number {
  const above = multiplied(factors);
  const below = multiplied(divisors);
  assert(below > 0n, `divisors ${divisors.join(" × ")} are more than zero`);
  const size = above < 0n ? -above : above;
  const quotient = rounding === "down" ? size / below : (2n * size + below) / (2n * below);
  const value = Number(above < 0n ? -quotient : quotient);
  assert(Number.isSafeInteger(value), `product ${value} is a safe integer`);
  return value;
}

function multiplied(numbers: readonly number[]): bigint {
  let result = 1n;
  for (const one of numbers) {
    assert(Number.isSafeInteger(one), `${one} is a safe integer`);
    result *= BigInt(one);
  }
  return result;
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

const YUAN_DIGITS_MAX = 9;

/**
 * Fen from yuan as people write them: `1234.5`, `￥1,234.50`, `1，234`. A comma stands before groups
 * of three or nowhere: what is a decimal point elsewhere must not become a hundred times as much.
 * Null when it is no amount.
 */
export function fenOf(written: string): Fen | null {
  const bare = written.trim().replace(/^[¥￥]\s*/, "");
  const plain = /^\d{1,3}([,，]\d{3})+(\.\d*)?$/.test(bare) ? bare.replace(/[,，]/g, "") : bare;
  const amount = unitsOf(plain, YUAN_DIGITS_MAX, 2);
  return amount === null ? null : fen(amount);
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
