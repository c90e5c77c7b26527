import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { fenField } from "../api/unit-fields.ts";
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

const sums = {
  openingFen: fenField,
  receivedFen: fenField,
  appliedFen: fenField,
  refundedFen: fenField,
  movedFen: fenField,
  closingFen: fenField,
};

const prepaymentsAnswer = z.strictObject({
  ...standing,
  from: z.string(),
  to: z.string(),
  ...ofNode,
  total: z.strictObject(sums),
  /** Of a building those who have most on account, so many as are told of households. */
  rows: z.array(nodeRow(sums)).readonly(),
  /** Rows that do not agree with themselves; null: the whole does not. */
  disagreements: z.array(z.string().nullable()).readonly(),
});
export type PrepaymentsAnswer = z.output<typeof prepaymentsAnswer>;

export const readPrepayments = endpoint({
  name: "reports.prepayments",
  method: "get",
  path: "/api/reports/prepayments",
  permit: reportPermissions.read,
  summary: "What was on account, came, was applied and went back within some days, node by node",
  query: z
    .strictObject({
      ...askedDays,
      node: askedNode,
    })
    .refine(inOrder, "ends-before-it-begins"),
  reads: readsHouseholds,
  answer: prepaymentsAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});
