import { expect, test } from "vitest";
import { areaMilli, formatArea } from "./area.ts";

test.each([
  [103_470, "103.47"],
  [103_475, "103.475"],
  [90_000, "90.00"],
])("%i thousandths of a square metre are written %s", (area, text) => {
  expect(formatArea(areaMilli(area))).toBe(text);
});
