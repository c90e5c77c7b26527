import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { fenField } from "../api/unit-fields.ts";
import { PAYMENT_METHODS } from "../ledger/lines.ts";
import {
  askedDays,
  askedNode,
  inOrder,
  nodeRow,
  ofNode,
  readsHouseholds,
  standing,
} from "./answers.ts";
import { reportPermissions } from "./permissions.ts";

const whole = z.int().min(0);
const sums = {
  /** Paid out. */
  count: whole,
  paidFen: fenField,
  /** From asking to paying, all of them together. */
  days: whole,
  longestDays: whole,
  /** Came back. */
  returned: whole,
  returnedFen: fenField,
};

const refundsAnswer = z.strictObject({
  ...standing,
  from: z.string(),
  to: z.string(),
  ...ofNode,
  total: z.strictObject(sums),
  /** By reason as it was written, way and channel; the largest first. */
  grounds: z
    .array(
      z.strictObject({
        /** `-`: nobody knows. */
        reason: z.string(),
        method: z.enum(PAYMENT_METHODS),
        channel: z.string(),
        ...sums,
      }),
    )
    .readonly(),
  /** How many grounds there are beside these. */
  more: whole,
  rows: z.array(nodeRow(sums)).readonly(),
  /** Payments of which more went back than came. */
  disagreements: z.array(z.string()).readonly(),
});
export type RefundsAnswer = z.output<typeof refundsAnswer>;

const asked = z
  .strictObject({
    ...askedDays,
    node: askedNode,
  })
  .refine(inOrder, "ends-before-it-begins");

export const readRefunds = endpoint({
  name: "reports.refunds",
  method: "get",
  path: "/api/reports/refunds",
  permit: reportPermissions.read,
  summary: "What was refunded within some days, by reason, way and channel, and node by node",
  query: asked,
  reads: readsHouseholds,
  answer: refundsAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

/** 导出: every ground and row of it. */
export const exportRefunds = endpoint({
  name: "reports.refunds-sheet",
  method: "get",
  path: "/api/reports/refunds/sheet",
  permit: reportPermissions.read,
  summary: "Refunds as an XLSX workbook, in the language of whoever asks",
  query: asked,
  reads: { what: "household", list: true },
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});
