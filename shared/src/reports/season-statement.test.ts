import { expect, test } from "vitest";
import { areaMilli } from "../kernel/area.ts";
import { fen } from "../kernel/money.ts";
import { FEE_IDS } from "../ledger/fees.ts";
import {
  isStatementBalanced,
  NO_STATEMENT,
  ofAreas,
  ofFee,
  statementRate,
  totalStatement,
} from "./season-statement.ts";
import { NO_SUMS } from "./sums.ts";

const sums = {
  dueFen: fen(1_000),
  paidFen: fen(600),
  relievedFen: fen(100),
  writtenOffFen: fen(50),
  owedFen: fen(250),
};

test.each([
  ["heat", { ...sums, heated: sums, stopped: NO_SUMS, lateFee: NO_SUMS }],
  ["basic", { ...sums, heated: sums, stopped: NO_SUMS, lateFee: NO_SUMS }],
  ["metered", { ...sums, heated: sums, stopped: NO_SUMS, lateFee: NO_SUMS }],
  ["rounding", { ...sums, heated: sums, stopped: NO_SUMS, lateFee: NO_SUMS }],
  ["stop-base", { ...sums, heated: NO_SUMS, stopped: sums, lateFee: NO_SUMS }],
  ["late-fee", { ...NO_SUMS, heated: NO_SUMS, stopped: NO_SUMS, lateFee: sums }],
  ["valve-opening", NO_STATEMENT],
  ["service", NO_STATEMENT],
] as const)("%s is in its part, and in the whole where it is heat", (fee, expected) => {
  expect(ofFee(fee, sums)).toMatchObject(expected);
});

test("each fee is in the whole as it is in its part", () => {
  for (const fee of FEE_IDS)
    expect([fee, isStatementBalanced(ofFee(fee, sums))]).toEqual([fee, true]);
});

const areas = {
  households: 3,
  stoppedHouseholds: 1,
  areaMilli: areaMilli(300),
  heatedMilli: areaMilli(220),
  stoppedMilli: areaMilli(80),
};

test("households without heat all season are stopped, all others heated", () => {
  expect(ofAreas(areas)).toMatchObject({
    households: 3,
    areaMilli: 300,
    heated: { households: 2, areaMilli: 220 },
    stopped: { households: 1, areaMilli: 80 },
  });
});

test("rows come to their total, part by part", () => {
  const row = totalStatement([ofAreas(areas), ofFee("heat", sums), ofFee("late-fee", sums)]);
  expect(totalStatement([row, row])).toMatchObject({
    households: 6,
    dueFen: 2_000,
    heated: { households: 4, areaMilli: 440, dueFen: 2_000 },
    stopped: { households: 2, dueFen: 0 },
    lateFee: { dueFen: 2_000 },
  });
  expect(totalStatement([])).toEqual(NO_STATEMENT);
});

const balanced = totalStatement([ofAreas(areas), ofFee("heat", sums), ofFee("stop-base", sums)]);

test.each([
  ["balances", balanced, true],
  ["a household too many", { ...balanced, households: 4 }, false],
  ["an area that is in no part", { ...balanced, areaMilli: areaMilli(301) }, false],
  ["a fen that is in no part", { ...balanced, ...ofFee("heat", sums), dueFen: fen(1) }, false],
  ["late fees that do not add up", { ...balanced, lateFee: { ...sums, paidFen: fen(1) } }, false],
])("total = heated + stopped, and due = paid + relieved + written off + owed: %s", (_, row, is) => {
  expect(isStatementBalanced(row)).toBe(is);
});

test("R1 is paid of what was due less what was relieved, beyond the whole where it is", () => {
  expect(statementRate(balanced)).toEqual({ numerator: 1_200, denominator: 1_800 });
  const over = { ...sums, paidFen: fen(1_400) };
  expect(statementRate(over)).toEqual({ numerator: 1_400, denominator: 900 });
});
