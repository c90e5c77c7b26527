import { expect, test } from "vitest";
import { formatPrice, price10k } from "./price.ts";

test.each([
  [258_500, "25.85"],
  [258_525, "25.8525"],
  [120_000, "12.00"],
])("%i ten-thousandths of a yuan are written %s", (price, text) => {
  expect(formatPrice(price10k(price))).toBe(text);
});
