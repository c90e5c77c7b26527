import { expect, test } from "vitest";
import { heatMilli } from "../kernel/heat.ts";
import { price10k } from "../kernel/price.ts";
import type { RuleRow } from "./catalogue.ts";
import { SEED_CATALOGUE } from "./catalogue-seed.ts";
import { ruleFigures, type ChargingRule } from "./charging-rule.ts";
import { vatShareOf, type VatRule } from "./vat-rule.ts";
import { PILOT } from "./metered-testing.ts";
import { DEFAULT_PLAN_TERMS } from "./plan-terms.ts";
import { chargingRulesOn, overlappingRules, planTermsOn, vatRuleOn } from "./rules-on.ts";

const ratio: ChargingRule = { kind: "over-height", form: "ratio", aboveMm: 3_000 };
const wholeYuan: ChargingRule = { kind: "whole-yuan" };

function row(code: string, rule: ChargingRule, from: string, until?: string): RuleRow {
  return { code, zh: code, en: code, from, ...(until && { until }), rule };
}

const TERMS: ChargingRule = {
  kind: "stop-terms",
  noticeDays: 15,
  partSeason: false,
  pastPaid: true,
  documents: [],
};
const rules = [
  row("first", ratio, "2020-07-01", "2025-07-01"),
  row("second", { ...ratio, aboveMm: 3_300 }, "2025-07-01"),
  row("yuan", wholeYuan, "2024-07-01", "2026-07-01"),
  row("meter", PILOT, "2025-07-01"),
  row("terms", TERMS, "2025-07-01"),
];

test.each([
  ["2019-11-01", undefined, undefined],
  ["2020-07-01", "first", undefined],
  ["2024-11-01", "first", "yuan"],
  ["2025-07-01", "second", "yuan"],
  ["2026-11-01", "second", undefined],
])("for a season from %s on hold %s and %s", (day, height, yuan) => {
  const held = chargingRulesOn({ ...SEED_CATALOGUE, version: 7, rules }, day);
  expect([held.overHeight?.ruleCode, held.wholeYuan?.ruleCode]).toEqual([height, yuan]);
  expect(held.metered?.ruleCode).toBe(day < "2025-07-01" ? undefined : "meter");
  expect(held.stopTerms?.rule).toEqual(day < "2025-07-01" ? undefined : TERMS);
  expect(held.overHeight?.catalogueVersion ?? 7).toBe(7);
});

const rate = (share: number): ChargingRule => ({
  kind: "vat",
  rates: [{ share10k: price10k(share * 10_000) }],
});
const PLANS: ChargingRule = { ...DEFAULT_PLAN_TERMS, graceDays: 5 };

test("terms of instalments hold by the day, and are none before there are any", () => {
  const held = { ...SEED_CATALOGUE, version: 7, rules: [row("fq", PLANS, "2025-07-01")] };
  expect(planTermsOn(held, "2025-06-30")).toBeNull();
  expect(planTermsOn(held, "2025-07-01")).toEqual({
    ruleCode: "fq",
    catalogueVersion: 7,
    rule: PLANS,
  });
});

const VAT = [
  row("vat-11", rate(11), "2017-07-01", "2018-05-01"),
  row("vat-10", rate(10), "2018-05-01", "2019-04-01"),
  row("vat-9", rate(9), "2019-04-01"),
];

test.each([
  ["2017-06-30", undefined],
  ["2017-07-01", "vat-11"],
  ["2018-04-30", "vat-11"],
  ["2018-05-01", "vat-10"],
  ["2026-11-30", "vat-9"],
])("on %s the rates are %s", (day, code) => {
  const held = vatRuleOn({ version: 7, rules: [...rules, ...VAT] }, day);
  expect(held?.ruleCode).toBe(code);
  expect(held?.catalogueVersion ?? 7).toBe(7);
});

test.each([
  ["heat", "residential", 0],
  ["late-fee", "residential", 0],
  ["late-fee", "commercial", 130_000],
  ["late-fee", null, 130_000],
  ["heat", "commercial", 90_000],
  ["heat", null, 90_000],
])("%s of %s is taxed at %d", (fee, priceClass, share10k) => {
  const of: VatRule = {
    kind: "vat",
    rates: [
      { priceClass: "residential", share10k: price10k(0) },
      { fee: "late-fee", share10k: price10k(130_000) },
      { share10k: price10k(90_000) },
    ],
  };
  expect(vatShareOf(of, { fee, priceClass })).toBe(share10k);
});

test.each([
  ["one after the other", rules, null],
  ["for one day both", [row("a", ratio, "2020-07-01", "2025-07-02"), rules[1]!], "second"],
  ["of one without an end", [row("a", ratio, "2020-07-01"), rules[1]!], "second"],
  ["of different kinds", [row("a", ratio, "2020-07-01"), row("b", wholeYuan, "2020-07-01")], null],
] as const)("rules %s", (_, of, other) => {
  expect(overlappingRules(of)?.[1].code ?? null).toBe(other);
});

test.each([
  [ratio, ["> 3.00 m: h ÷ 3.00 m"]],
  [
    {
      kind: "over-height",
      form: "steps",
      aboveMm: 3_000,
      stepMm: 300,
      share10k: price10k(50_000),
      maxShare10k: price10k(500_000),
    },
    ["> 3.00 m: +5 % / 0.30 m, ≤ 50 %"],
  ],
  [
    {
      kind: "over-height",
      form: "bands",
      bands: [
        { aboveMm: 3_000, share10k: price10k(75_000) },
        { aboveMm: 3_625, share10k: price10k(1_000_000) },
      ],
    },
    ["> 3.00 m: +7.5 %", "> 3.625 m: +100 %"],
  ],
  [
    {
      kind: "metered",
      basic: { form: "share", share10k: price10k(300_000) },
      heatUnit: "kwh",
      price10k: price10k(1_500),
      capped: true,
      usualMilli: heatMilli(90_500),
      mostTimes: 3,
    },
    ["30 % + 0.15 × kWh, ≤ 100 %", "90.5 kWh/m², ≤ 3 ×"],
  ],
  [
    {
      kind: "metered",
      basic: { form: "billing-area", price10k: price10k(120_000) },
      heatUnit: "gj",
      price10k: price10k(468_000),
      capped: false,
      usualMilli: heatMilli(350),
      mostTimes: 2,
    },
    ["12.00 × m² + 46.80 × GJ", "0.35 GJ/m², ≤ 2 ×"],
  ],
] as const)("%j in figures", (rule, said) => {
  expect(ruleFigures(rule)).toEqual(said);
});
