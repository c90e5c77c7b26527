import { expect, test } from "vitest";
import { SEED_CATALOGUE } from "@warmline/shared/catalogue/catalogue-seed.ts";
import type { ChargingRule } from "@warmline/shared/catalogue/charging-rule.ts";
import { heatMilli } from "@warmline/shared/kernel/heat.ts";
import { DEFAULT_LADDER } from "@warmline/shared/dunning/ladder.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import {
  CATALOGUE_LISTS,
  type ReliefRow,
  type ServiceRow,
} from "@warmline/shared/catalogue/catalogue.ts";
import { FIRST_LADDER } from "./dunning-draft.ts";
import { EMPTY_METERED } from "./metered-draft.ts";
import { changeOf, draftOf } from "./row-draft.ts";

test.each(CATALOGUE_LISTS)("what is shown of %s and not touched is what it was", (list) => {
  for (const row of SEED_CATALOGUE[list]) {
    expect(changeOf(list, draftOf(row))).toEqual({ list, row });
  }
});

test.each(["50.00", "1,250.50"])("a service at %s yuan is what was typed", (servicePrice) => {
  const draft = { ...draftOf(undefined), code: "valve", zh: "开栓费", en: "Valve", fee: "service" };
  const change = changeOf("services", { ...draft, servicePrice });
  expect(change?.row).toMatchObject({
    fee: "service",
    priceFen: +servicePrice.replace(",", "") * 100,
  });
  expect(changeOf("services", draftOf(change!.row as ServiceRow))).toEqual(change);
  expect(changeOf("services", { ...draft, servicePrice: "0" })).toBeNull();
});

test("days are part of it, and left out where they are blank", () => {
  const [row] = SEED_CATALOGUE.priceClasses;
  const typed = { ...draftOf(row), from: "2027-01-01", until: "2027-04-01" };
  const days = { from: "2027-01-01", until: "2027-04-01" };
  expect(changeOf("priceClasses", typed)).toEqual({
    list: "priceClasses",
    row: { ...row, ...days },
  });
});

test.each([["code"], ["zh"], ["en"], ["symbol"]])(
  "without %s there is nothing to ask for",
  (field) => {
    const [row] = SEED_CATALOGUE.units;
    expect(changeOf("units", { ...draftOf(row), [field]: " " })).toBeNull();
  },
);

const rule = { code: "rule", zh: "规则", en: "Rule", from: "2026-07-01" };
const shared = { kind: "over-height" } as const;
const percent = (share: number) => price10k(share * 10_000);
const METERED = {
  kind: "metered",
  basic: { form: "share", share10k: percent(30) },
  heatUnit: "kwh",
  price10k: price10k(1_500),
  capped: true,
  usualMilli: heatMilli(90_500),
  mostTimes: 3,
} as const;
const RULES: readonly ChargingRule[] = [
  {
    kind: "stop-terms",
    noticeDays: 15,
    partSeason: false,
    pastPaid: true,
    documents: ["身份证", "报停申请表"],
  },
  {
    kind: "plan-terms",
    mostInstalments: 6,
    firstShare10k: percent(30),
    withinDays: 180,
    graceDays: 5,
  },
  { kind: "whole-yuan" },
  {
    kind: "late-fee",
    share10k: price10k(500),
    graceDays: 10,
    maxShare10k: percent(30),
    fees: ["heat", "stop-base"],
  },
  METERED,
  { ...METERED, basic: { form: "usable-area", price10k: price10k(95_000) }, heatUnit: "gj" },
  {
    kind: "vat",
    rates: [
      { priceClass: "residential", share10k: price10k(0) },
      { fee: "late-fee", share10k: percent(13) },
      { share10k: percent(9) },
    ],
  },
  { kind: "dunning", steps: DEFAULT_LADDER.steps },
  { kind: "dunning", steps: DEFAULT_LADDER.steps.slice(1, 3) },
  { ...shared, form: "ratio", aboveMm: 3_000 },
  {
    ...shared,
    form: "steps",
    aboveMm: 3_000,
    stepMm: 300,
    share10k: percent(5),
    maxShare10k: percent(50),
  },
  {
    ...shared,
    form: "bands",
    bands: [
      { aboveMm: 3_000, share10k: percent(7.5) },
      { aboveMm: 3_625, share10k: percent(100) },
    ],
  },
];

const STEP = FIRST_LADDER[0]!;
const STEPS = RULES.find((one) => one.kind === "over-height" && one.form === "steps")!;

test.each(RULES)("what is shown of the rule %j is what it was", (one) => {
  const row = { ...rule, rule: one };
  expect(changeOf("rules", draftOf(row))).toEqual({ list: "rules", row });
});

const RELIEFS: readonly Pick<ReliefRow, "price10k" | "lateFees" | "refund">[] = [
  {},
  { lateFees: true },
  { price10k: price10k(20_000) },
  { refund: { kind: "outage", overHours: 48, partDay: false } },
  {
    refund: {
      kind: "cold",
      bands: [
        { belowDeci: 155, share10k: percent(100) },
        { belowDeci: 180, share10k: percent(33.3333) },
      ],
    },
  },
];

test.each(RELIEFS)("what is shown of the relief %j is what it was", (basis) => {
  const row = { code: "relief", zh: "减免", en: "Relief", borneBy: "county", ...basis } as const;
  expect(changeOf("reliefs", draftOf(row))).toEqual({ list: "reliefs", row });
});

test.each([
  ["a rate", { by: "area" }],
  ["hours", { by: "outage", overHours: "" }],
  ["a band's share", { by: "cold" }],
  ["degrees that are some", { by: "cold", bands: [{ bound: "warm", share: "50" }] }],
] as const)("a relief without %s is not asked for", (_, typed) => {
  const draft = draftOf(SEED_CATALOGUE.reliefs[0]);
  const changed = { ...draft, relief: { ...draft.relief, ...typed } as typeof draft.relief };
  expect(changeOf("reliefs", changed)).toBeNull();
});

test.each([
  ["its first day", { from: "" }, {}],
  ["a share", {}, { share: "" }],
  ["a height that is one", {}, { above: "1.5" }],
  ["a rate", {}, { kind: "late-fee", rate: "", cap: "30" }],
  ["a cap", {}, { kind: "late-fee", rate: "1", cap: "101" }],
  ["a fee", {}, { kind: "late-fee", rate: "1", cap: "30", fees: [] }],
  [
    "a price of heat",
    {},
    { kind: "metered", metered: { ...EMPTY_METERED, share: "30", usual: "90" } },
  ],
  [
    "a basic share",
    {},
    { kind: "metered", metered: { ...EMPTY_METERED, price: "1", usual: "90" } },
  ],
  ["a rate of VAT", {}, { kind: "vat", vat: [{ priceClass: "", fee: "", share: "" }] }],
  [
    "a rate of all others",
    {},
    { kind: "vat", vat: [{ priceClass: "residential", fee: "", share: "0" }] },
  ],
  ["a step", {}, { kind: "dunning", dunning: [] }],
  ["a step's days", {}, { kind: "dunning", dunning: [{ ...STEP, days: "" }] }],
  ["words in both languages", {}, { kind: "dunning", dunning: [{ ...STEP, en: "" }] }],
  ["a band's share", {}, { form: "bands", bands: [{ bound: "3", share: "" }] }],
] as const)("a rule without %s is not asked for", (_, over, typed) => {
  const draft = draftOf({ ...rule, rule: STEPS });
  const changed = { ...draft, ...over, rule: { ...draft.rule, ...typed } as typeof draft.rule };
  expect(changeOf("rules", changed)).toBeNull();
});
