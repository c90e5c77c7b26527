import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id } from "../api/fields.ts";
import { fenField } from "../api/unit-fields.ts";
import { askedDays, inOrder, standing } from "./answers.ts";
import { reportPermissions } from "./permissions.ts";

const sums = { count: z.int().min(0), voidedFen: fenField, takenFen: fenField };
const minutes = z.int().min(0);

const voidsAnswer = z.strictObject({
  ...standing,
  from: z.string(),
  to: z.string(),
  /** Left out: of all. */
  office: z.string().optional(),
  /** Left out: of all; of one the receipts stand in the answer, too. */
  cashier: z.string().optional(),
  total: z.strictObject(sums),
  /** By month, office and cashier, whoever took anything or had some taken back. */
  rows: z
    .array(
      z.strictObject({
        month: z.string(),
        office: z.string(),
        cashierId: z.string(),
        /** Left out where nobody of the staff took it. */
        cashierName: z.string().optional(),
        ...sums,
        middleMinutes: minutes.nullable(),
        latestMinutes: minutes.nullable(),
        isOutlier: z.boolean(),
      }),
    )
    .readonly(),
  /** 异常规则: at least so many receipts, and so many times the middle of office and month. */
  outlier: z.strictObject({ atLeast: z.int(), times: z.int() }),
  /** Of one cashier what was taken back, the newest first. */
  receipts: z
    .array(
      z.strictObject({
        paymentId: z.string(),
        day: z.string(),
        office: z.string(),
        kind: z.enum(["void", "reversal"]),
        amountFen: fenField,
        minutes,
      }),
    )
    .readonly(),
  /** Null: the rows do not come to what the takings say. */
  disagreements: z.array(z.null()).readonly(),
});
export type VoidsAnswer = z.output<typeof voidsAnswer>;

const asked = z
  .strictObject({
    ...askedDays,
    office: id.optional(),
    cashier: id.optional(),
  })
  .refine(inOrder, "ends-before-it-begins");

export const readVoids = endpoint({
  name: "reports.voids",
  method: "get",
  path: "/api/reports/voids",
  permit: reportPermissions.read,
  summary: "What of the takings was voided or reversed, month by month and cashier by cashier",
  query: asked,
  answer: voidsAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

/** 导出: the same as a workbook, numbers as numbers. */
export const exportVoids = endpoint({
  name: "reports.voids-sheet",
  method: "get",
  path: "/api/reports/voids/sheet",
  permit: reportPermissions.read,
  summary: "Voids and reversals as an XLSX workbook, in the language of whoever asks",
  query: asked,
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});
