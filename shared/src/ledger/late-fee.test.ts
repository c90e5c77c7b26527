import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import { addDays, daysInclusive } from "../kernel/time.ts";
import { isCapped, lateFeeCapFen, lateFeeFen, type LateFee } from "./late-fee.ts";
import { overduePeriods } from "./overdue.ts";

const FIRST = "2026-01-01";
const perMille = (rate: number) => price10k(rate * 1_000);
const percent = (share: number) => price10k(share * 10_000);

function fee(arrearsFen: number, days: number, over: Partial<LateFee> = {}): LateFee {
  const periods = [{ from: FIRST, days, arrearsFen: fen(arrearsFen) }];
  return { periods, share10k: perMille(1), maxShare10k: percent(30), ...over };
}

// charging.md: 2,674.70 × 1 ‰ × 31 d = 82.92 (rounding each day: 82.77, wrong); cap 30 % = 802.41.
describe("a late fee", () => {
  test.each([
    ["of 31 days, rounded once", fee(267_470, 31), 8_292],
    ["of a single day, half up", fee(267_470, 1), 267],
    ["at half the rate", fee(267_470, 31, { share10k: perMille(0.5) }), 4_146],
    ["of 300 days, below its cap to the fen", fee(267_470, 300), 80_241],
    ["of 301 days, at its cap", fee(267_470, 301), 80_241],
    ["of 23 years, at its cap: a small debt stays one", fee(70_000, 8_400), 21_000],
    ["with a cap rounded down", fee(99, 10_000, { maxShare10k: percent(33.3333) }), 32],
    ["of no days", { ...fee(267_470, 31), periods: [] }, 0],
  ])("%s", (_, of, due) => {
    expect(lateFeeFen(of)).toBe(due);
  });

  test("is told to be at its cap only when it would be more", () => {
    expect([300, 301].map((days) => isCapped(fee(267_470, days)))).toEqual([false, true]);
    expect(lateFeeCapFen(fee(267_470, 1))).toBe(80_241);
  });
});

describe("the days on which something was owed", () => {
  const on = (day: string, amountFen: number) => ({ day, amountFen: fen(amountFen) });
  const owed = on("2025-11-01", 100);
  test.each([
    ["begin with the first, up to the last", [owed], [["2026-01-01", 10, 100]]],
    ["charged within them count from the day after", [on("2026-01-03", 7)], [["2026-01-04", 7, 7]]],
    [
      "end with the day on which it is paid",
      [owed, on("2026-01-04", -100)],
      [["2026-01-01", 4, 100]],
    ],
    [
      "do not know what is posted on the last",
      [owed, on("2026-01-10", -100)],
      [["2026-01-01", 10, 100]],
    ],
    [
      "part where less is owed",
      [owed, on("2026-01-04", -60)],
      [
        ["2026-01-01", 4, 100],
        ["2026-01-05", 6, 40],
      ],
    ],
    [
      "go on where as much comes as goes",
      [owed, on("2026-01-04", -60), on("2026-01-04", 60)],
      [["2026-01-01", 10, 100]],
    ],
    [
      "leave out those on which the books had it paid",
      [owed, on("2026-01-03", -100), on("2026-01-06", 100)],
      [
        ["2026-01-01", 3, 100],
        ["2026-01-07", 4, 100],
      ],
    ],
    [
      "count for nothing while more than all was paid",
      [on("2026-01-02", -50), on("2026-01-05", 50)],
      [],
    ],
    ["are none when it was paid before", [owed, on("2025-12-31", -100)], []],
  ] as const)("%s", (_, changes, told) => {
    const periods = overduePeriods([...changes].toReversed(), { from: FIRST, until: "2026-01-10" });
    expect(periods.map(({ from, days, arrearsFen }) => [from, days, arrearsFen])).toEqual(told);
  });

  const history = fc.array(
    fc.record({
      at: fc.integer({ min: -20, max: 60 }),
      amountFen: fc.integer({ min: -900, max: 900 }),
    }),
    { maxLength: 12 },
  );
  const changesOf = (all: readonly { readonly at: number; readonly amountFen: number }[]) =>
    all.map(({ at, amountFen }) => on(addDays(FIRST, at), amountFen));
  const until = (days: number) => ({ from: FIRST, until: addDays(FIRST, days) });

  test("are those of a count day by day, in whatever order it was posted", () => {
    const property = fc.property(history, fc.integer({ min: 0, max: 50 }), (all, days) => {
      const changes = changesOf(all);
      const counted = Array.from({ length: days + 1 }, (_, at) => {
        const day = addDays(FIRST, at);
        const owing = changes.filter((one) => one.day < day);
        return Math.max(
          0,
          owing.reduce((sum, { amountFen }) => sum + amountFen, 0),
        );
      });
      const periods = overduePeriods(changes, until(days));
      const told = periods.flatMap((one) => Array<number>(one.days).fill(one.arrearsFen));
      expect(told).toEqual(counted.filter((amount) => amount > 0));
      expect(overduePeriods(changes.toReversed(), until(days))).toEqual(periods);
      for (const [at, { from }] of periods.slice(1).entries()) {
        const before = periods[at]!;
        expect(daysInclusive(before.from, from) > before.days).toBe(true);
      }
    });
    fc.assert(property);
  });

  test("give a fee that never falls with time and never exceeds its cap", () => {
    const property = fc.property(history, (all) => {
      const changes = changesOf(all);
      let before = 0;
      for (let days = 0; days < 60; days += 1) {
        const periods = overduePeriods(changes, until(days));
        const of = { periods, share10k: perMille(7), maxShare10k: percent(10) };
        const due = lateFeeFen(of);
        expect(due).toBeGreaterThanOrEqual(before);
        expect(due).toBeLessThanOrEqual(lateFeeCapFen(of));
        before = due;
      }
    });
    fc.assert(property);
  });
});
