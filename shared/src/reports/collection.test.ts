import { assert, integer, pre, property } from "fast-check";
import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import {
  basisPoints,
  RATES,
  rateText,
  summedUp,
  type Summary,
  type SummaryRow,
} from "./collection.ts";
import { disagreements } from "./disagreement.ts";
import { FEES_OF_RATES, isBalanced } from "./sums.ts";

function summary(over: Partial<Record<keyof Summary, number>> = {}): Summary {
  const { dueFen = 0, paidFen = 0, relievedFen = 0, writtenOffFen = 0 } = over;
  const owed = over.owedFen ?? dueFen - paidFen - relievedFen - writtenOffFen;
  const [due, paid, relieved] = [fen(dueFen), fen(paidFen), fen(relievedFen)];
  return {
    dueFen: due,
    paidFen: paid,
    relievedFen: relieved,
    writtenOffFen: fen(writtenOffFen),
    owedFen: fen(owed),
    counted: { dueFen: due, paidFen: paid, relievedFen: relieved },
    households: over.households ?? 0,
    settled: over.settled ?? 0,
  };
}

test("each rate has its numerator and denominator", () => {
  const one = summary({ dueFen: 1_000, paidFen: 600, relievedFen: 200, households: 4, settled: 3 });
  expect(RATES.R1(one)).toEqual({ numerator: 600, denominator: 800 });
  expect(RATES.R2(one)).toEqual({ numerator: 600, denominator: 1_000 });
  expect(RATES.R4(one)).toEqual({ numerator: 3, denominator: 4 });
});

test("late fees and the opening of valves count in no rate", () => {
  expect(FEES_OF_RATES).toEqual(["heat", "basic", "metered", "stop-base", "rounding"]);
});

test.each([
  [{ numerator: 600, denominator: 800 }, "75.00%"],
  [{ numerator: 1, denominator: 3 }, "33.33%"],
  [{ numerator: 2, denominator: 3 }, "66.67%"],
  [{ numerator: 1, denominator: 20_000 }, "0.01%"],
  // Never cut off: more was paid than was due in a branch that lost a household's charge.
  [{ numerator: 1_200, denominator: 800 }, "150.00%"],
  [{ numerator: -1, denominator: 8 }, "-12.50%"],
  [{ numerator: 1, denominator: -8 }, "-12.50%"],
  [{ numerator: 0, denominator: 0 }, "–"],
  [{ numerator: 5, denominator: 0 }, "–"],
])("%o is %s", (rate, text) => {
  expect(rateText(rate)).toBe(text);
});

test("a share is the nearest hundredth of a per cent, half up", () => {
  const amounts = integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
  assert(
    property(amounts, amounts, (numerator, denominator) => {
      pre(denominator !== 0);
      const points = BigInt(basisPoints({ numerator, denominator })!);
      const sign = denominator < 0 ? -1n : 1n;
      const [exact, of] = [BigInt(numerator) * 20_000n * sign, BigInt(denominator) * sign];
      expect(exact - of < 2n * points * of).toBe(true);
      expect(2n * points * of <= exact + of).toBe(true);
    }),
  );
});

const row = (id: string, one: Summary): SummaryRow => ({ id, ...one });
const left = row("b1", summary({ dueFen: 500, paidFen: 200, households: 2, settled: 1 }));
const right = row("b2", summary({ dueFen: 700, relievedFen: 100, households: 1 }));
const both = summary({ dueFen: 1_200, paidFen: 200, relievedFen: 100, households: 3, settled: 1 });

test.each([
  ["all balances", both, [left, right], []],
  ["the whole does not", { ...both, owedFen: fen(0) }, [left, right], [null]],
  [
    "rows do not, though they come to the whole",
    both,
    [
      { ...left, paidFen: fen(300) },
      { ...right, paidFen: fen(-100) },
    ],
    ["b1", "b2"],
  ],
] as const)("%s", (_, whole, rows, found) => {
  expect(disagreements(whole, rows, isBalanced)).toEqual(found);
});

test("rows are put together of fees and counts, and come to the whole", () => {
  const sums = ({ dueFen, paidFen, relievedFen, writtenOffFen, owedFen }: Summary) => ({
    dueFen,
    paidFen,
    relievedFen,
    writtenOffFen,
    owedFen,
  });
  const late = summary({ dueFen: 7, paidFen: 3 });
  const { whole, rows } = summedUp(
    [
      { id: "b1", fee: "heat", ...sums(left) },
      { id: "b1", fee: "late-fee", ...sums(late) },
      { id: "b2", fee: "stop-base", ...sums(right) },
    ],
    [
      { id: "b1", households: 2, settled: 1 },
      { id: "b2", households: 1, settled: 0 },
      { id: "b3", households: 1, settled: 1 },
    ],
  );
  expect(rows.map(({ id }) => id)).toEqual(["b1", "b2", "b3"]);
  expect(rows[0]).toMatchObject({ dueFen: 507, paidFen: 203, owedFen: 304, counted: left.counted });
  expect(rows[2]).toMatchObject({ dueFen: 0, households: 1, settled: 1 });
  expect(whole).toMatchObject({ dueFen: 1_207, paidFen: 203, households: 4, settled: 2 });
  expect(whole.counted).toEqual({ dueFen: 1_200, paidFen: 200, relievedFen: 100 });
  expect(summedUp([], []).whole).toEqual(summary());
});
