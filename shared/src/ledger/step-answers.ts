import { z } from "zod";
import { areaField, fenField, heatField, priceField } from "../api/unit-fields.ts";
import { HEAT_UNITS } from "../catalogue/metered-rule.ts";
import { FEE_IDS } from "./fees.ts";

/** 计算步骤 as the ledger's endpoints answer them; see steps.ts. */

export const fee = z.enum(FEE_IDS);

/** A part of a space's charge that is for some of the season's days. */
const ofDays = {
  spaceId: z.string(),
  label: z.string(),
  from: z.string(),
  days: z.int(),
  seasonDays: z.int(),
  amountFen: fenField,
};

const ofArea = {
  spaceId: z.string(),
  label: z.string(),
  areaMilli: areaField,
  price10k: priceField,
  priceClass: z.string(),
  tariffId: z.string().optional(),
  tariffRev: z.int().optional(),
  amountFen: fenField,
};

/** Of the charging catalogue: which rule, and in which version it was read. */
const byRule = { ruleCode: z.string(), catalogueVersion: z.int() };

export const lateFeeStep = z.strictObject({
  rule: z.literal("late-fee@1"),
  ...byRule,
  fee,
  periods: z
    .array(z.strictObject({ from: z.string(), days: z.int(), arrearsFen: fenField }))
    .readonly(),
  share10k: priceField,
  maxShare10k: priceField,
  chargedFen: fenField,
  amountFen: fenField,
});

const meterPoint = z.strictObject({
  day: z.string(),
  figureMilli: heatField,
  estimated: z.literal(true).optional(),
});

const meteredSteps = [
  z.strictObject({
    rule: z.literal("basic-share@1"),
    ...byRule,
    areaFen: fenField,
    share10k: priceField,
    amountFen: fenField,
  }),
  z.strictObject({
    rule: z.literal("basic-area@1"),
    ...byRule,
    area: z.enum(["billing-area", "usable-area"]),
    areaMilli: areaField,
    price10k: priceField,
    amountFen: fenField,
  }),
  z.strictObject({
    rule: z.literal("metered@1"),
    ...byRule,
    unit: z.enum(HEAT_UNITS),
    meters: z
      .array(z.strictObject({ number: z.string(), from: meterPoint, to: meterPoint }))
      .readonly(),
    price10k: priceField,
    amountFen: fenField,
  }),
  z.strictObject({
    rule: z.literal("metered-cap@1"),
    ...byRule,
    exactFen: fenField,
    prepaidFen: fenField,
    takenFen: fenField,
    amountFen: fenField,
  }),
  z.strictObject({ rule: z.literal("advance@1"), prepaidFen: fenField, amountFen: fenField }),
] as const;

const step = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("area@1"), ...ofArea }),
  z.strictObject({
    rule: z.literal("area-height@1"),
    ...ofArea,
    ...byRule,
    heightMm: z.int(),
    aboveMm: z.int(),
    added10k: priceField.optional(),
  }),
  z.strictObject({
    rule: z.literal("stop@1"),
    ...ofDays,
    fullFen: fenField,
    share10k: priceField,
    tariffId: z.string(),
    tariffRev: z.int(),
  }),
  z.strictObject({ rule: z.literal("restore@1"), ...ofDays, waivedFen: fenField }),
  z.strictObject({
    rule: z.literal("whole-yuan@1"),
    ...byRule,
    exactFen: fenField,
    amountFen: fenField,
  }),
  lateFeeStep,
  ...meteredSteps,
  z.strictObject({
    rule: z.literal("service@1"),
    service: z.string(),
    catalogueVersion: z.int(),
    label: z.string(),
    priceFen: fenField,
    quantity: z.int(),
    amountFen: fenField,
  }),
  z.strictObject({ rule: z.literal("taken-over@1"), amountFen: fenField }),
]);
export const steps = z.array(step).readonly();
