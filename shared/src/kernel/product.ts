import { assert } from "./assert.ts";

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
