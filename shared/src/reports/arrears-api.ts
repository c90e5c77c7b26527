import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate } from "../api/fields.ts";
import { fenField } from "../api/unit-fields.ts";
import {
  askedNode,
  nodeRow,
  ofNode,
  pageOfHouseholds,
  readsHouseholds,
  standing,
} from "./answers.ts";
import { reportPermissions } from "./permissions.ts";

const debtors = { households: z.int(), owedFen: fenField };
const sums = { ...debtors, bySize: z.array(z.strictObject(debtors)).readonly() };
const ofPlace = { ...sums, receivableFen: fenField };

const arrearsAnswer = z.strictObject({
  ...standing,
  day: z.string(),
  ...ofNode,
  total: z.strictObject(ofPlace),
  /** By how many seasons are owed, the fewest first. */
  bySeasons: z.array(z.strictObject({ seasons: z.int(), ...sums })).readonly(),
  rows: z.array(nodeRow(ofPlace)).readonly(),
  /** There are more households: how many rows to pass over for the next page. */
  next: z.int().min(1).nullable(),
  /** Rows that do not agree with the receivables; null: the whole does not. */
  disagreements: z.array(z.string().nullable()).readonly(),
});
export type ArrearsAnswer = z.output<typeof arrearsAnswer>;

const asked = {
  /** 截至: what was booked until then, that day included; left out: today. */
  day: cityDate.optional(),
  node: askedNode,
};

export const readArrears = endpoint({
  name: "reports.arrears",
  method: "get",
  path: "/api/reports/arrears",
  permit: reportPermissions.read,
  summary: "What is owed as of a day, by size and number of seasons, for a node and below it",
  query: z.strictObject({ ...asked, ...pageOfHouseholds }),
  reads: readsHouseholds,
  answer: arrearsAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

/** 导出: the same as a workbook, numbers as numbers. */
export const exportArrears = endpoint({
  name: "reports.arrears-sheet",
  method: "get",
  path: "/api/reports/arrears/sheet",
  permit: reportPermissions.read,
  summary: "Arrears by size as an XLSX workbook, in the language of whoever asks",
  query: z.strictObject(asked),
  reads: { what: "household", list: true },
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});
