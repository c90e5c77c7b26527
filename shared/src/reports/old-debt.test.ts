import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { rateText } from "./collection.ts";
import { collectedRate, isDebtBalanced, totalDebt, type DebtSums } from "./old-debt.ts";

const row = (...amounts: readonly [number, number, number, number, number, number]): DebtSums => ({
  openingFen: fen(amounts[0]),
  adjustedFen: fen(amounts[1]),
  paidFen: fen(amounts[2]),
  relievedFen: fen(amounts[3]),
  writtenOffFen: fen(amounts[4]),
  closingFen: fen(amounts[5]),
});

test.each([
  ["nothing happened", row(900, 0, 0, 0, 0, 900), true],
  ["collected, relieved and written off", row(900, 0, 300, 100, 50, 450), true],
  ["charged anew within the days", row(900, -200, 300, 0, 0, 400), true],
  ["a payment taken back", row(900, 0, -100, 0, 0, 1_000), true],
  ["a fen is missing", row(900, 0, 300, 0, 0, 599), false],
])("%s: %s", (_, one, balanced) => {
  expect(isDebtBalanced(one)).toBe(balanced);
});

test("rows come to the whole, and R5 is what was collected of the opening debt", () => {
  const total = totalDebt([row(900, 0, 300, 100, 50, 450), row(100, 10, 0, 0, 0, 110)]);
  expect(total).toEqual(row(1_000, 10, 300, 100, 50, 560));
  expect(rateText(collectedRate(total))).toBe("30.00%");
  expect(collectedRate(totalDebt([]))).toEqual({ numerator: 0, denominator: 0 });
});
