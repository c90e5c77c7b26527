import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, line } from "../api/fields.ts";
import { shownRows } from "../api/reads.ts";
import { fenField } from "../api/unit-fields.ts";
import { daysInclusive } from "../kernel/time.ts";
import { crumb, named, standing } from "./answers.ts";
import { LEVELS, NODE } from "./node.ts";
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
  /** From the city, or the branch of whoever asks, down to what is summed up. */
  path: z.array(crumb).readonly(),
  /** What the rows are. */
  level: z.enum(LEVELS),
  total: z.strictObject(sums),
  /** Of a building those who have most on account, so many as are told of households. */
  rows: z
    .array(
      z.strictObject({
        ...named,
        ...sums,
        /** Of a household. */
        number: z.string().optional(),
        address: z.string().optional(),
      }),
    )
    .readonly(),
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
      /** Left out: the first of January. */
      from: cityDate.optional(),
      /** Included; left out: today. */
      to: cityDate.optional(),
      node: line(250).regex(NODE, "not-a-node").optional(),
    })
    .refine(({ from, to }) => !from || !to || daysInclusive(from, to) > 0, "ends-before-it-begins"),
  reads: {
    what: "household",
    list: true,
    of: ({ answer }) => (answer.level === "household" ? shownRows("households", answer.rows) : []),
  },
  answer: prepaymentsAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});
