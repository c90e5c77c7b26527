import { z } from "zod";
import { line } from "../api/fields.ts";
import { heatBetween, priceBetween } from "../api/unit-fields.ts";
import { code } from "./code-api.ts";
import { dunningRule } from "./dunning-rule-api.ts";
import { HEAT_UNITS } from "./metered-rule.ts";
import { INSTALMENTS_MAX } from "./plan-terms.ts";
import { fitsAll } from "./vat-rule.ts";

/** Each more than the one before. */
export function isRising(numbers: readonly number[]): boolean {
  return numbers.every((one, at) => at === 0 || numbers[at - 1]! < one);
}

const height = z.int().min(2_000).max(20_000);
/** Up to twice the charge again. */
const share = priceBetween(1, 2_000_000);
const overHeight = { kind: z.literal("over-height") };
const overHeightForm = z.discriminatedUnion("form", [
  z.strictObject({ ...overHeight, form: z.literal("ratio"), aboveMm: height }),
  z
    .strictObject({
      ...overHeight,
      form: z.literal("steps"),
      aboveMm: height,
      stepMm: z.int().min(10).max(5_000),
      share10k: share,
      maxShare10k: share,
    })
    .refine(({ share10k, maxShare10k }) => share10k <= maxShare10k, {
      path: ["maxShare10k"],
      message: "most-below-one",
    }),
  z.strictObject({
    ...overHeight,
    form: z.literal("bands"),
    bands: z
      .array(z.strictObject({ aboveMm: height, share10k: share }))
      .min(1)
      .max(10)
      .refine((bands) => isRising(bands.map(({ aboveMm }) => aboveMm)), "bands-not-rising")
      .readonly(),
  }),
]);
/** Never on late fees themselves: no interest on interest. */
const lateFee = z.strictObject({
  kind: z.literal("late-fee"),
  share10k: priceBetween(1, 10_000),
  graceDays: z.int().min(0).max(365),
  maxShare10k: priceBetween(1, 1_000_000),
  fees: z
    .array(code.refine((fee) => fee !== "late-fee", "late-fee-on-late-fee"))
    .min(1)
    .max(10)
    .readonly(),
});
const metered = z.strictObject({
  kind: z.literal("metered"),
  basic: z.discriminatedUnion("form", [
    z.strictObject({ form: z.literal("share"), share10k: priceBetween(1, 1_000_000) }),
    z.strictObject({
      form: z.enum(["billing-area", "usable-area"]),
      price10k: priceBetween(1, 10_000_000),
    }),
  ]),
  heatUnit: z.enum(HEAT_UNITS),
  price10k: priceBetween(1, 10_000_000),
  capped: z.boolean(),
  usualMilli: heatBetween(1, 1_000_000),
  mostTimes: z.int().min(1).max(20),
});
const vat = z.strictObject({
  kind: z.literal("vat"),
  rates: z
    .array(
      z.strictObject({
        priceClass: code.optional(),
        fee: code.optional(),
        share10k: priceBetween(0, 1_000_000),
      }),
    )
    .min(1)
    .max(20)
    .refine((rates) => rates.findIndex(fitsAll) === rates.length - 1, "last-rate-fits-all")
    .readonly(),
});
const stopTerms = z.strictObject({
  kind: z.literal("stop-terms"),
  noticeDays: z.int().min(0).max(365),
  partSeason: z.boolean(),
  pastPaid: z.boolean(),
  documents: z.array(line(40)).max(10).readonly(),
});
const planTerms = z.strictObject({
  kind: z.literal("plan-terms"),
  mostInstalments: z.int().min(1).max(INSTALMENTS_MAX),
  firstShare10k: priceBetween(0, 1_000_000),
  withinDays: z.int().min(1).max(3_650),
  graceDays: z.int().min(0).max(90),
});
/** 收费规则 as they are asked for. */
export const chargingRule = z.union([
  z.strictObject({ kind: z.literal("whole-yuan") }),
  lateFee,
  metered,
  stopTerms,
  planTerms,
  vat,
  dunningRule,
  overHeightForm,
]);
