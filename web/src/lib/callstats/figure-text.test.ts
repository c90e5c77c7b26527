import { expect, test } from "vitest";
import { figureText } from "./figure-text.ts";

test.each([
  [1_204, "count", "1,204"],
  [0.932, "share", "93.2%"],
  [1, "share", "100.0%"],
  [0, "ms", "0:00"],
  [245_000, "ms", "4:05"],
  [3_845_499, "ms", "1:04:05"],
  [null, "share", "–"],
] as const)("%s %s is written %s", (value, unit, text) => {
  expect(figureText(value, unit)).toBe(text);
});
