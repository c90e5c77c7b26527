import { assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { areaCharge, formatArea, formatPrice, formatYuan, portion, unitsOf } from "./money.ts";

describe("area charge: the worked examples of the charging rules", () => {
  it.each([
    ["103.47 × 25.85", 103_470, 258_500, 267_470],
    ["56.30 × 38.50", 56_300, 385_000, 216_755],
    ["10.10 × 25.85", 10_100, 258_500, 26_109],
    ["nothing", 0, 258_500, 0],
  ])("%s", (_, area, price, fen) => {
    expect(areaCharge(area, price)).toBe(fen);
  });

  it("never loses the fen that floats lose", () => {
    for (let area = 10_000; area <= 200_000; area += 10) {
      const exact = BigInt(area) * 258_500n * 2n + 100_000n;
      expect(areaCharge(area, 258_500)).toBe(Number(exact / 200_000n));
    }
  });
});

describe("portion", () => {
  it.each([
    ["stop base 30 %", 267_470, 30, 100, "half-up", 80_241],
    ["restore 92 of 151 days", 187_229, 92, 151, "half-up", 114_073],
    ["late fee 1 ‰ × 31 d", 267_470, 31, 1000, "half-up", 8_292],
    ["late fee cap 30 %, down", 267_475, 30, 100, "down", 80_242],
    ["exact half goes up", 1, 1, 2, "half-up", 1],
    ["odd denominator below half", 1, 1, 3, "half-up", 0],
    ["odd denominator above half", 2, 1, 3, "half-up", 1],
  ] as const)("%s", (_, amount, numerator, denominator, rounding, expected) => {
    expect(portion(amount, numerator, denominator, rounding)).toBe(expected);
  });

  it("of a negative amount is the exact negative", () => {
    assert(
      property(
        integer({ min: 0, max: 1e9 }),
        integer({ min: 0, max: 1e6 }),
        integer({ min: 1, max: 1e6 }),
        (amount, numerator, denominator) => {
          const positive = portion(amount, numerator, denominator);
          expect(portion(-amount, numerator, denominator) + positive).toBe(0);
        },
      ),
    );
  });

  it("refuses what is no integer", () => {
    expect(() => portion(0.5, 1, 2)).toThrow("safe integer");
    expect(() => portion(1, 1, 0)).toThrow("denominator");
  });
});

describe("formats", () => {
  it.each([
    [0, "¥0.00"],
    [5, "¥0.05"],
    [123_456, "¥1,234.56"],
    [-100_000_000, "-¥1,000,000.00"],
  ])("yuan of %i fen", (fen, text) => expect(formatYuan(fen)).toBe(text));

  it.each([
    [103_470, "103.47"],
    [103_475, "103.475"],
    [90_000, "90.00"],
  ])("area of %i", (area, text) => expect(formatArea(area)).toBe(text));

  it.each([
    [258_500, "25.85"],
    [258_525, "25.8525"],
    [120_000, "12.00"],
  ])("price of %i", (price, text) => expect(formatPrice(price)).toBe(text));
});

describe("units of a decimal as written", () => {
  it.each([
    ["25.85", 3, 4, 258_500],
    ["0.0001", 3, 4, 1],
    ["999", 3, 4, 9_990_000],
    ["0", 3, 4, 0],
    ["1000", 3, 4, null],
    ["1.00001", 3, 4, null],
    ["", 3, 4, null],
    [".5", 3, 4, null],
    ["1.", 3, 4, null],
    ["-1", 3, 4, null],
    ["1e2", 3, 4, null],
    ["1 ", 3, 4, null],
    ["１", 3, 4, null],
  ])("%j of at most %i digits and %i places", (written, whole, places, units) => {
    expect(unitsOf(written, whole, places)).toBe(units);
  });

  it("is what a price or an amount was before it was written", () => {
    assert(
      property(integer({ min: 0, max: 9_999_999 }), (price10k) => {
        expect(unitsOf(formatPrice(price10k), 3, 4)).toBe(price10k);
      }),
    );
  });
});
