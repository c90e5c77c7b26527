import { assert, integer, property } from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  absoluteFen,
  addFen,
  fen,
  formatYuan,
  negateFen,
  smallerFen,
  subtractFen,
  totalFen,
  unitsOf,
} from "./money.ts";
import { price10k, formatPrice } from "./price.ts";

describe("formats", () => {
  it.each([
    [0, "¥0.00"],
    [5, "¥0.05"],
    [123_456, "¥1,234.56"],
    [-100_000_000, "-¥1,000,000.00"],
  ])("yuan of %i fen", (amount, text) => expect(formatYuan(fen(amount))).toBe(text));
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
      property(integer({ min: 0, max: 9_999_999 }), (price) => {
        expect(unitsOf(formatPrice(price10k(price)), 3, 4)).toBe(price);
      }),
    );
  });
});

test.each([
  ["added", addFen(fen(5), fen(-7)), -2],
  ["subtracted", subtractFen(fen(5), fen(7)), -2],
  ["negated", negateFen(fen(5)), -5],
  ["without its sign", absoluteFen(fen(-5)), 5],
  ["the smaller", smallerFen(fen(7), fen(5)), 5],
  ["in total", totalFen([fen(5), fen(7), fen(-1)]), 11],
  ["in total, of none", totalFen([]), 0],
])("an amount %s", (_, amount, expected) => expect(amount).toBe(expected));
