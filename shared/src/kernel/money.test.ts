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
} from "./money.ts";

describe("formats", () => {
  it.each([
    [0, "¥0.00"],
    [5, "¥0.05"],
    [123_456, "¥1,234.56"],
    [-100_000_000, "-¥1,000,000.00"],
  ])("yuan of %i fen", (amount, text) => expect(formatYuan(fen(amount))).toBe(text));
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
