import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, seasonName } from "../api/fields.ts";
import { fenField } from "../api/unit-fields.ts";
import { FEE_IDS } from "../ledger/fees.ts";
import { askedNode, nodeRow, ofNode, readsHouseholds, standing } from "./answers.ts";
import { reportPermissions } from "./permissions.ts";

const sums = { grossFen: fenField, netFen: fenField, taxFen: fenField };
/** With tax, in the order of the months. */
const byMonth = { byMonth: z.array(fenField).readonly() };

const revenueAnswer = z.strictObject({
  ...standing,
  season: z.string(),
  /** All that were ever charged, the newest first. */
  seasons: z.array(z.string()).readonly(),
  day: z.string(),
  ...ofNode,
  /** Whether rates of VAT hold in every month; where none does nothing is taken as tax. */
  hasRates: z.boolean(),
  /** What was charged until the day, by the entries themselves. */
  chargedFen: fenField,
  months: z
    .array(
      z.strictObject({
        month: z.string(),
        ...sums,
        /** 递延: charged, and not earned by its end. */
        deferredFen: fenField,
      }),
    )
    .readonly(),
  total: z.strictObject(sums),
  kinds: z
    .array(z.strictObject({ priceClass: z.string(), fee: z.enum(FEE_IDS), ...sums, ...byMonth }))
    .readonly(),
  /** Of a building those who were charged most, so many as are told of households. */
  rows: z.array(nodeRow({ ...sums, ...byMonth })).readonly(),
  /** What is earned in all months is not what was charged. */
  disagrees: z.boolean(),
});
export type RevenueAnswer = z.output<typeof revenueAnswer>;

export const readRevenue = endpoint({
  name: "reports.revenue",
  method: "get",
  path: "/api/reports/revenue",
  permit: reportPermissions.read,
  summary: "What a season earns month by month, with net and tax, and what is deferred",
  query: z.strictObject({
    /** Left out: the newest. */
    season: seasonName.optional(),
    /** By what was booked until then, that day included; left out: today. */
    day: cityDate.optional(),
    node: askedNode,
  }),
  reads: readsHouseholds,
  answer: revenueAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});
