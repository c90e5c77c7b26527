import { expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { typedFen, typedYuan } from "./amount.ts";

test.each([
  ["1", 100],
  ["0.07", 7],
  ["1.1", 110],
  ["2674.70", 267_470],
  ["¥1,234.56", 123_456],
  [" ￥12 ", 1_200],
  ["0", null],
  ["0.00", null],
  ["-5", null],
  ["1.234", null],
  ["1e3", null],
  ["", null],
  ["十元", null],
  ["9999999999", null],
  ["1234,56", null],
  ["100,5", null],
  ["1,5", null],
  ["12 34.56", null],
  ["1,234,567.8", 123_456_780],
])("%s yuan typed", (typed, amount) => {
  expect(typedFen(typed)).toBe(amount);
});

test("what is offered reads back as the same amount", () => {
  for (const amount of [1, 9, 10, 99, 100, 101, 267_470, 29_899_999]) {
    expect(typedFen(typedYuan(fen(amount)))).toBe(amount);
  }
});
