import { assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { product } from "./product.ts";

/** 1/1000 m² × 1/10000 yuan = 1e-5 fen. */
const AREA_PRICE = 100_000;

describe("product: the worked examples of the charging rules", () => {
  it.each([
    ["area 103.47 × 25.85", [103_470, 258_500], [AREA_PRICE], 267_470],
    ["area 56.30 × 38.50", [56_300, 385_000], [AREA_PRICE], 216_755],
    ["area 10.10 × 25.85", [10_100, 258_500], [AREA_PRICE], 26_109],
    ["no area", [0, 258_500], [AREA_PRICE], 0],
    ["over-height 3.45 m of 3 m", [103_470, 258_500, 3_450], [AREA_PRICE, 3_000], 307_590],
    ["over-height + 10 %", [103_470, 258_500, 110], [AREA_PRICE, 100], 294_217],
    ["stop base 30 %", [267_470, 30], [100], 80_241],
    ["restore 92 of 151 days", [187_229, 92], [151], 114_073],
    ["late fee 1 ‰ × 31 d", [267_470, 1, 31], [1_000], 8_292],
    ["exact half goes up", [1], [2], 1],
    ["odd divisor below half", [1], [3], 0],
    ["odd divisor above half", [2], [3], 1],
    ["a half below zero goes away from zero", [-1], [2], -1],
  ])("%s", (_, factors, divisors, expected) => {
    expect(product(factors, divisors)).toBe(expected);
  });

  it("never loses the fen that floats lose", () => {
    for (let area = 10_000; area <= 200_000; area += 10) {
      const exact = BigInt(area) * 258_500n * 2n + 100_000n;
      expect(product([area, 258_500], [AREA_PRICE])).toBe(Number(exact / 200_000n));
    }
  });

  it("rounds once: rounding the area charge first differs for thousands of areas", () => {
    let differing = 0;
    for (let area = 10_000; area <= 200_000; area += 10) {
      const once = product([area, 258_500, 3_450], [AREA_PRICE, 3_000]);
      const twice = product([product([area, 258_500], [AREA_PRICE]), 3_450], [3_000]);
      if (once !== twice) differing += 1;
    }
    expect(differing).toBe(5_557);
  });

  it("rounds a cap down", () => {
    expect(product([267_475, 30], [100], "down")).toBe(80_242);
    expect(product([-267_475, 30], [100], "down")).toBe(-80_242);
  });

  it("of a negative factor is the exact negative", () => {
    assert(
      property(
        integer({ min: 0, max: 1e9 }),
        integer({ min: 0, max: 1e6 }),
        integer({ min: 1, max: 1e6 }),
        (amount, factor, divisor) => {
          const positive = product([amount, factor], [divisor]);
          expect(product([-amount, factor], [divisor]) + positive).toBe(0);
        },
      ),
    );
  });

  it("refuses what is no integer, and to divide by nothing", () => {
    expect(() => product([0.5], [2])).toThrow("safe integer");
    expect(() => product([1], [0])).toThrow("more than zero");
    expect(() => product([Number.MAX_SAFE_INTEGER, 2], [1])).toThrow("safe integer");
  });
});
