import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { divided } from "./divide.ts";

test.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [-100, [1, 1, 1], [-34, -33, -33]],
  [267_470, [236_000, 30_000], [237_304, 30_166]],
  [1, [0, 2, 3], [0, 0, 1]],
  [7, [5], [7]],
] as const)("%d by %j", (amount, weights, parts) => {
  expect(divided(amount, weights)).toEqual(parts);
});

test("parts sum to the whole, each within one of its exact share, a zero gets nothing", () => {
  const amounts = integer({ min: -1e12, max: 1e12 });
  const weights = array(integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 8 });
  assert(
    property(amounts, weights, (amount, of) => {
      const whole = of.reduce((sum, one) => sum + one, 0);
      if (whole === 0) return;
      const parts = divided(amount, of);
      expect(parts.reduce((sum, one) => sum + one, 0)).toBe(amount);
      for (const [place, weight] of of.entries()) {
        const off = BigInt(parts[place]!) * BigInt(whole) - BigInt(amount) * BigInt(weight);
        expect((off < 0n ? -off : off) < BigInt(weight === 0 ? 1 : whole)).toBe(true);
      }
    }),
  );
});

test.each([
  [[], "more than zero"],
  [[0, 0], "more than zero"],
  [[1, -1], "-1 is a weight"],
])("there is nothing to divide by in %j", (weights, why) => {
  expect(() => divided(5, weights)).toThrow(why);
});
