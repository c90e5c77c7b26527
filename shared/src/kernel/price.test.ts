import { expect, test } from "vitest";
import { formatPrice, price10k, price10kOf } from "./price.ts";

test.each([
  [258_500, "25.85"],
  [258_525, "25.8525"],
  [120_000, "12.00"],
])("%i ten-thousandths of a yuan are written %s", (price, text) => {
  expect(formatPrice(price10k(price))).toBe(text);
});

test.each([
  ["25.85", 258_500],
  ["￥38.5", 385_000],
  ["0.0001", 1],
  ["1000", null],
  ["25.85001", null],
  ["0", null],
  ["-1", null],
  ["1e2", null],
  ["", null],
])("%s yuan written", (written, price) => {
  expect(price10kOf(written)).toBe(price);
});
