import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { capitalAmount } from "./capital-amount.ts";

test.each([
  [12_345, "壹佰贰拾叁元肆角伍分"],
  [1_640_902, "壹万陆仟肆佰零玖元零贰分"],
  [32_504, "叁佰贰拾伍元零肆分"],
  [600_714, "陆仟零柒元壹角肆分"],
  [140_950, "壹仟肆佰零玖元伍角整"],
  [1_000, "壹拾元整"],
  [2_000_000, "贰万元整"],
  [10_000_000_000, "壹亿元整"],
  [300_001_000, "叁佰万零壹拾元整"],
  [50, "伍角整"],
  [5, "伍分"],
])("%i fen", (amount, words) => {
  expect(capitalAmount(fen(amount))).toBe(words);
});
