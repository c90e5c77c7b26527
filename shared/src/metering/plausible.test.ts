import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areaMilli } from "../kernel/area.ts";
import { heatMilli } from "../kernel/heat.ts";
import { addDays } from "../kernel/time.ts";
import { estimatedFigure, meteredArea, mostHeat, refuseImplausible } from "./plausible.ts";
import { reading } from "./testing.ts";

const rule = { usualMilli: heatMilli(90_000), mostTimes: 3 };
const area = areaMilli(100_000);

test("what is plausible is the usual heat of the area, so many times", () => {
  // 90 kWh × 100 m² × 3
  expect(mostHeat(rule, area)).toBe(27_000_000);
});

test("the area is that of what is settled by meter and in two parts", () => {
  const space = (settlement: "area" | "meter" | "two-part", billing: number) => {
    return { settlement, billingAreaMilli: areaMilli(billing) };
  };
  expect(meteredArea([space("area", 50_000), space("meter", 20_000), space("two-part", 1)])).toBe(
    20_001,
  );
});

const read = [
  reading("m", "2025-10-30", 100),
  reading("m", "2026-01-15", 4_000),
  reading("m", "2026-02-15", 9_999, { id: "wrong" }),
  reading("m", "2026-02-15", 5_000, { corrects: "wrong" }),
];

describe("a figure", () => {
  test.each([
    ["between those before and after it", "2025-12-24", 2_500, null],
    ["the same as the one before", "2026-01-20", 4_000, null],
    ["the same as the one after", "2026-01-10", 4_000, null],
    ["below the one before", "2026-01-20", 3_999.999, "figure-falls"],
    ["above the one after", "2026-01-20", 5_000.001, "figure-falls"],
    ["above what was corrected", "2026-03-31", 8_000, null],
    ["as much as is plausible", "2026-03-31", 32_000, null],
    ["more than is plausible", "2026-03-31", 32_000.001, "figure-high"],
    ["before the first", "2025-01-01", 50, null],
  ])("%s", (_, day, figure, code) => {
    const refusal = refuseImplausible(read, reading("m", day, figure), mostHeat(rule, area));
    expect(refusal?.code ?? null).toBe(code);
  });

  test("of which no rule says what is plausible is only held against the others", () => {
    expect(refuseImplausible(read, reading("m", "2026-03-31", 99_000), null)).toBeNull();
  });
});

const season = { from: "2025-11-01", to: "2026-03-31", days: 151 };
const estimate = (from: string, day: string) =>
  estimatedFigure({ day: from, figureMilli: heatMilli(100_000) }, day, { season, rule, area });

describe("an estimate", () => {
  // 9,000 kWh in 151 days.
  test.each([
    ["of the whole season", "2025-10-15", "2026-04-10", 151, 9_100_000],
    ["of its first day", "2025-10-15", "2025-11-01", 1, 159_603],
    ["since a day within it", "2025-12-31", "2026-01-31", 31, 1_947_682],
    ["in the summer before it", "2025-08-01", "2025-10-31", 0, 100_000],
    ["in the summer after it", "2026-04-01", "2026-05-01", 0, 100_000],
  ])("%s", (_, from, day, days, figureMilli) => {
    expect(estimate(from, day)).toEqual({ figureMilli, days, seasonDays: 151 });
  });

  test("never falls with time, and never comes to more than the usual heat", () => {
    fc.assert(
      fc.property(fc.integer({ min: -90, max: 240 }), fc.nat(200), (at, more) => {
        const day = addDays(season.from, at);
        const [sooner, later] = [
          estimate("2025-07-01", day).figureMilli,
          estimate("2025-07-01", addDays(day, more)).figureMilli,
        ];
        expect(later).toBeGreaterThanOrEqual(sooner);
        expect(later).toBeLessThanOrEqual(9_100_000);
      }),
    );
  });
});
