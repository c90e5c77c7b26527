import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { fen, subtractFen, totalFen } from "../kernel/money.ts";
import { addDays } from "../kernel/time.ts";
import { sumFen } from "../ledger/lines.ts";
import { householdStream } from "./testing.ts";
import { earnedOf } from "./earned.ts";
import { deferredBy, earnedUntil, isRevenueBalanced, monthsOf } from "./revenue.ts";

const SEASON = { from: "2025-11-01", to: "2026-03-31", days: 151 };

test("months go from the season's first day to its last, or to a later day", () => {
  const names = (day: string) => monthsOf(SEASON, day).map(({ month }) => month);
  expect(names("2025-12-01")).toEqual(["2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]);
  expect(names("2026-05-02").at(-1)).toBe("2026-05");
  expect(monthsOf(SEASON, "2025-12-01")[3]).toEqual({
    month: "2026-02",
    first: "2026-02-01",
    last: "2026-02-28",
  });
});

// 2,674.70 over 151 days: 30, 31, 31, 28 and 31 of them.
test.each([
  ["2025-10-31", 0],
  ["2025-11-30", 53_140],
  ["2025-12-31", 108_051],
  ["2026-01-31", 162_962],
  ["2026-02-28", 212_559],
  ["2026-03-31", 267_470],
  ["2027-01-01", 267_470],
])("until %s %d fen are earned", (until, earned) => {
  expect(earnedUntil(fen(267_470), SEASON, until)).toBe(earned);
});

test("what months earn sums to the amount, whatever its sign, and each is within a fen", () => {
  const amounts = integer({ min: -1e9, max: 1e9 });
  assert(
    property(amounts, integer({ min: 1, max: 200 }), (amount, days) => {
      const span = { from: "2025-11-01", days };
      const ends = monthsOf({ from: span.from, to: addDays(span.from, days - 1) }, "2025-11-01");
      const until = ends.map(({ last }) => earnedUntil(fen(amount), span, last));
      const months = until.map((one, at) => subtractFen(one, until[at - 1] ?? fen(0)));
      expect(totalFen(months)).toBe(amount);
      expect(
        deferredBy(
          fen(amount),
          months.map((grossFen) => ({ grossFen })),
        ).at(-1),
      ).toBe(0);
      for (const one of months) expect(Math.sign(one) * Math.sign(amount)).not.toBe(-1);
    }),
  );
});

test("what entries earn is what their lines say, reversals and reliefs included", () => {
  const EARNING = new Set(["revenue", "late-fee", "rounding", "relief"]);
  assert(
    property(array(integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 3 }), (seeds) => {
      for (const seed of seeds) {
        const { entries } = householdStream("h1", seed, ["b1/s1/h1/幸福里/residential/dwelling"]);
        const byId = new Map(entries.map((entry) => [entry.id, entry]));
        for (const [at, entry] of entries.entries()) {
          const earned = earnedOf(entry, at + 1, (id) => byId.get(id));
          const lines = entry.lines.filter(({ account }) => EARNING.has(account));
          expect(sumFen(earned) + sumFen(lines)).toBe(0);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test.each([
  [true, 30, [30, 0]],
  [false, 30, [29, 0]],
  [false, 30, [30, 1]],
])("balanced: %s", (balanced, charged, [gross, off]) => {
  const cell = { grossFen: fen(gross!), netFen: fen(gross! - 2), taxFen: fen(2 + off!) };
  expect(isRevenueBalanced(fen(charged), [cell])).toBe(balanced);
});
