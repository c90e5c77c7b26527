import { assert } from "./assert.ts";

/**
 * Parts of an amount by weights, which sum to it: each is rounded down (toward zero), and what is
 * left goes to those that lost most, of equal ones to the first (largest remainder 最大余额法). The
 * parts of the negative are the negative parts. Weights are safe integers, none below zero and not
 * all zero.
 */
export function divided(amount: number, weights: readonly number[]): number[] {
  assert(Number.isSafeInteger(amount), `${amount} is a safe integer`);
  const large = weights.map((weight) => {
    assert(Number.isSafeInteger(weight) && weight >= 0, `${weight} is a weight`);
    return BigInt(weight);
  });
  const whole = large.reduce((sum, weight) => sum + weight, 0n);
  assert(whole > 0n, "some weight is more than zero");
  const size = BigInt(Math.abs(amount));
  const parts = large.map((weight) => Number((size * weight) / whole));
  const left = Math.abs(amount) - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = large
    .map((weight, place) => ({ place, remainder: (size * weight) % whole }))
    .toSorted((one, other) => Number(other.remainder - one.remainder) || one.place - other.place);
  for (const { place } of byRemainder.slice(0, left)) parts[place] = parts[place]! + 1;
  return amount < 0 ? parts.map((part) => 0 - part) : parts;
}
