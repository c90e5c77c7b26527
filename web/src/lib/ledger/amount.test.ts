import { expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { typedNumber } from "../typed-number.ts";
import { PAID, typedYuan } from "./amount.ts";

test.each([
  ["¥1,234.56", 123_456],
  ["0", null],
  ["1234,56", null],
  ["12 34.56", null],
  ["1.234", null],
  ["9999999999", null],
  ["", null],
])("%s yuan typed", (typed, amount) => {
  expect(typedNumber(typed, PAID)).toBe(amount);
});

test("what is offered reads back as the same amount", () => {
  for (const amount of [1, 9, 10, 99, 100, 101, 267_470, 29_899_999]) {
    expect(typedNumber(typedYuan(fen(amount)), PAID)).toBe(amount);
  }
});
