import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, line } from "../api/fields.ts";
import { fenField } from "../api/unit-fields.ts";
import { PAYMENT_METHODS } from "../ledger/lines.ts";
import { askedDays, inOrder, standing } from "./answers.ts";
import { reportPermissions } from "./permissions.ts";

const sums = {
  count: z.int(),
  currentFen: fenField,
  pastFen: fenField,
  prepaidFen: fenField,
  lateFeeFen: fenField,
  grossFen: fenField,
  voidedFen: fenField,
  refundedFen: fenField,
  netFen: fenField,
};

const takingsAnswer = z.strictObject({
  ...standing,
  /** 本采暖季: what was paid of those before it is of past seasons. */
  season: z.string(),
  seasons: z.array(z.string()).readonly(),
  from: z.string(),
  to: z.string(),
  /** Null: of all. */
  office: z.string().nullable(),
  total: z.strictObject(sums),
  rows: z
    .array(
      z.strictObject({
        office: z.string(),
        cashierId: z.string(),
        /** Left out where nobody of the staff took it. */
        cashierName: z.string().optional(),
        method: z.enum(PAYMENT_METHODS),
        channel: z.string(),
        ...sums,
      }),
    )
    .readonly(),
});
export type TakingsAnswer = z.output<typeof takingsAnswer>;

const asked = z
  .strictObject({
    season: line(20).optional(),
    /** Left out: the last day alone. */
    ...askedDays,
    office: id.optional(),
  })
  .refine(inOrder, "ends-before-it-begins");

export const readTakings = endpoint({
  name: "reports.takings",
  method: "get",
  path: "/api/reports/takings",
  permit: reportPermissions.read,
  summary: "What was taken, voided and refunded within some days, by cashier, way and channel",
  query: asked,
  answer: takingsAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

/** 导出: the same as a workbook, numbers as numbers. */
export const exportTakings = endpoint({
  name: "reports.takings-sheet",
  method: "get",
  path: "/api/reports/takings/sheet",
  permit: reportPermissions.read,
  summary: "Daily takings as an XLSX workbook, in the language of whoever asks",
  query: asked,
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});
