import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { line } from "../api/fields.ts";
import { fenField } from "../api/unit-fields.ts";
import { askedDays, askedNode, crumb, inOrder, standing } from "./answers.ts";
import { reportPermissions } from "./permissions.ts";

const debt = {
  openingFen: fenField,
  adjustedFen: fenField,
  paidFen: fenField,
  relievedFen: fenField,
  writtenOffFen: fenField,
  closingFen: fenField,
};

const oldDebtAnswer = z.strictObject({
  ...standing,
  /** The rows are of those before it. */
  season: z.string(),
  seasons: z.array(z.string()).readonly(),
  from: z.string(),
  to: z.string(),
  path: z.array(crumb).readonly(),
  total: z.strictObject(debt),
  /** By season, the oldest first. */
  rows: z.array(z.strictObject({ season: z.string(), ...debt })).readonly(),
  /** Seasons whose sums do not agree. */
  disagreements: z.array(z.string()).readonly(),
});
export type OldDebtAnswer = z.output<typeof oldDebtAnswer>;

const asked = z
  .strictObject({
    /** 本年: those before it are past; left out: the newest. */
    season: line(20).optional(),
    ...askedDays,
    node: askedNode,
  })
  .refine(inOrder, "ends-before-it-begins");

export const readOldDebt = endpoint({
  name: "reports.old-debt",
  method: "get",
  path: "/api/reports/old-debt",
  permit: reportPermissions.read,
  summary: "What became of the debt of past seasons within some days, season by season",
  query: asked,
  answer: oldDebtAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

/** 导出: the same as a workbook, numbers as numbers. */
export const exportOldDebt = endpoint({
  name: "reports.old-debt-sheet",
  method: "get",
  path: "/api/reports/old-debt/sheet",
  permit: reportPermissions.read,
  summary: "Old debt as an XLSX workbook, in the language of whoever asks",
  query: asked,
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});
