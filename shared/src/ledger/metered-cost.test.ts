import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MeteredRule } from "../catalogue/metered-rule.ts";
import { areaMilli } from "../kernel/area.ts";
import { heatMilli } from "../kernel/heat.ts";
import { fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import { heatOf, type MeterSpan } from "../metering/spans.ts";
import { sumFen } from "./lines.ts";
import { meteredCost, type MeteredSeason } from "./metered-cost.ts";
import { amountOf } from "./steps.ts";

const yuan = (amount: number) => price10k(Math.round(amount * 10_000));
const usual = { usualMilli: heatMilli(90_000), mostTimes: 3 };
const PILOT: MeteredRule = {
  kind: "metered",
  basic: { form: "share", share10k: yuan(30) },
  heatUnit: "kwh",
  price10k: yuan(0.15),
  capped: true,
  ...usual,
};
const BY_AREA: MeteredRule = {
  ...PILOT,
  basic: { form: "billing-area", price10k: yuan(12) },
  price10k: yuan(0.16),
  capped: false,
};
/** The rates of this form are the city's; these are of the test alone. */
const BY_GJ: MeteredRule = {
  ...PILOT,
  basic: { form: "usable-area", price10k: yuan(9.5) },
  heatUnit: "gj",
  price10k: yuan(46.8),
};

function counted(heat: number, number = "7000001"): MeterSpan {
  const from = { day: "2025-11-01", figureMilli: heatMilli(1_500_250) };
  const to = { day: "2026-04-01", figureMilli: heatMilli(1_500_250 + Math.round(heat * 1_000)) };
  return { number, from, to };
}

function season(heat: number, over: Partial<MeteredSeason> = {}): MeteredSeason {
  const billingAreaMilli = areaMilli(103_470);
  const usableAreaMilli = areaMilli(90_000);
  const twoPart = { areaFen: fen(267_470), billingAreaMilli, usableAreaMilli };
  return { prepaidFen: fen(267_470), meters: [counted(heat)], twoPart, ...over };
}

/** Basic, metered, and both, in fen. */
function cost(of: MeteredSeason, rule: MeteredRule) {
  const { basic, metered } = meteredCost(of, { ruleCode: "metered", catalogueVersion: 2, rule });
  const [first, second] = [sumFen(basic), sumFen(metered)];
  return [first, second, first + second];
}

const ninety = {
  areaFen: fen(232_650),
  billingAreaMilli: areaMilli(90_000),
  usableAreaMilli: areaMilli(81_000),
};
const byMeter = { ...ninety, areaFen: fen(0), billingAreaMilli: areaMilli(0) };

// charging.md, "two-part": 103.47 m² at 25.85 were charged 2,674.70 by area.
describe("a season by its meter", () => {
  test.each([
    ["pilot, 8,200 kWh: below the area charge", season(8_200), PILOT, [80_241, 123_000, 203_241]],
    ["pilot, 15,000 kWh: at its cap", season(15_000), PILOT, [80_241, 187_229, 267_470]],
    ["pilot, nothing taken: the basic part alone", season(0), PILOT, [80_241, 0, 80_241]],
    ["pilot, to the fen of its cap", season(12_481.9), PILOT, [80_241, 187_229, 267_470]],
    ["pilot, one fen below it", season(12_481.8), PILOT, [80_241, 187_227, 267_468]],
    [
      "per m², 90 m² and 7,350 kWh",
      season(7_350, { twoPart: ninety }),
      BY_AREA,
      [108_000, 117_600, 225_600],
    ],
    ["per m², above the area charge", season(15_000), BY_AREA, [124_164, 240_000, 364_164]],
    ["GJ, by usable area", season(27.5), BY_GJ, [85_500, 128_700, 214_200]],
    ["GJ, at its cap", season(60), BY_GJ, [85_500, 181_970, 267_470]],
    [
      "GJ, a basic part above the area charge leaves nothing for the meter",
      season(60, { prepaidFen: fen(50_000) }),
      BY_GJ,
      [50_000, 0, 50_000],
    ],
    [
      "by meter alone there is no basic part",
      season(100, { twoPart: byMeter }),
      PILOT,
      [0, 1_500, 1_500],
    ],
    [
      "half a fen is rounded up, once",
      season(0.3 + 0.0333, { twoPart: byMeter }),
      PILOT,
      [0, 5, 5],
    ],
    [
      "of two meters priced once: 0.05 + 0.05 kWh is 0.015 yuan, so 2 fen, not 1 + 1 nor 0",
      season(0, { twoPart: byMeter, meters: [counted(0.05), counted(0.05, "7000002")] }),
      PILOT,
      [0, 2, 2],
    ],
  ])("%s", (_, of, rule, said) => {
    expect(cost(of, rule)).toEqual(said);
  });

  test("each line names the rule and its version, and is done again from its inputs", () => {
    const { basic, metered } = meteredCost(season(15_000), {
      ruleCode: "pilot",
      catalogueVersion: 4,
      rule: PILOT,
    });
    const source = { ruleCode: "pilot", catalogueVersion: 4 };
    expect([...basic, ...metered]).toMatchObject([
      { rule: "basic-share@1", areaFen: 267_470, share10k: 300_000, ...source },
      { rule: "metered@1", unit: "kwh", amountFen: 225_000, ...source },
      { rule: "metered-cap@1", exactFen: 225_000, takenFen: 80_241, amountFen: -37_771, ...source },
    ]);
    for (const step of [...basic, ...metered]) expect(amountOf(step)).toBe(step.amountFen);
  });
});

const anyRule = fc.constantFrom(PILOT, BY_AREA, BY_GJ);
const anySeason = fc
  .record({
    heat: fc.integer({ min: 0, max: 60_000_000 }),
    area: fc.integer({ min: 0, max: 400_000 }),
    prepaid: fc.integer({ min: 0, max: 2_000_000 }),
  })
  .map(({ heat, area, prepaid }) => {
    const of = areaMilli(area);
    const twoPart = { areaFen: fen(prepaid), billingAreaMilli: of, usableAreaMilli: of };
    return season(heat / 1_000, { prepaidFen: fen(prepaid), twoPart });
  });

describe("over any season", () => {
  test("with a cap no more is owed than was charged by area, and no part is below zero", () => {
    fc.assert(
      fc.property(anySeason, anyRule, (of, rule) => {
        const [basic = 0, metered = 0, both = 0] = cost(of, rule);
        expect(Math.min(basic, metered)).toBeGreaterThanOrEqual(0);
        expect(both).toBeLessThanOrEqual(rule.capped ? of.prepaidFen : Infinity);
      }),
    );
  });

  test("more heat never costs less", () => {
    fc.assert(
      fc.property(anySeason, anyRule, fc.nat(1_000_000), (of, rule, more) => {
        const [first] = of.meters;
        const taken = { ...of, meters: [counted((heatOf([first!]) + more) / 1_000)] };
        expect(cost(taken, rule)[2]).toBeGreaterThanOrEqual(cost(of, rule)[2]!);
      }),
    );
  });

  test("a change of meters anywhere changes nothing", () => {
    fc.assert(
      fc.property(anySeason, anyRule, fc.nat(1_000), (of, rule, at) => {
        const heat = heatOf(of.meters);
        const before = Math.floor((heat * at) / 1_000);
        const meters = [counted(before / 1_000), counted((heat - before) / 1_000, "7000002")];
        expect(cost({ ...of, meters }, rule)).toEqual(cost(of, rule));
      }),
    );
  });
});
