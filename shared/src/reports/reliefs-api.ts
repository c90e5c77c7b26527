import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { seasonName } from "../api/fields.ts";
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
  /** Of the charging catalogue; `-`: taken over from the system before. */
  relief: z.string(),
  /** `-`: nobody knows. */
  bearer: z.string(),
  households: z.int().min(0),
  amountFen: fenField,
};

const reliefsAnswer = z.strictObject({
  ...standing,
  /** Left out: of all. */
  season: z.string().optional(),
  /** All that were ever charged, the newest first. */
  seasons: z.array(z.string()).readonly(),
  from: z.string(),
  to: z.string(),
  ...ofNode,
  /** By the receivables themselves, not by the rows. */
  relievedFen: fenField,
  /** The whole by ground and bearer, the largest first. */
  kinds: z.array(z.strictObject(sums)).readonly(),
  /** What lies directly below, by ground and bearer. */
  rows: z.array(nodeRow(sums)).readonly(),
  /** How many rows there are beside these. */
  more: z.int().min(0),
  /** 财政补贴应收: what others bear, by bearer and season. */
  claims: z
    .array(z.strictObject({ bearer: z.string(), season: z.string(), claimedFen: fenField }))
    .readonly(),
  /** Null: the rows do not come to what the receivables say. */
  disagreements: z.array(z.null()).readonly(),
});
export type ReliefsAnswer = z.output<typeof reliefsAnswer>;

const asked = z
  .strictObject({
    /** Left out: of all. */
    season: seasonName.optional(),
    ...askedDays,
    node: askedNode,
  })
  .refine(inOrder, "ends-before-it-begins");

export const readReliefs = endpoint({
  name: "reports.reliefs",
  method: "get",
  path: "/api/reports/reliefs",
  permit: reportPermissions.read,
  summary: "What was relieved within some days, by ground and bearer, node by node",
  query: asked,
  reads: readsHouseholds,
  answer: reliefsAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

/** 导出: every row of it. */
export const exportReliefs = endpoint({
  name: "reports.reliefs-sheet",
  method: "get",
  path: "/api/reports/reliefs/sheet",
  permit: reportPermissions.read,
  summary: "Reliefs as an XLSX workbook, in the language of whoever asks",
  query: asked,
  reads: { what: "household", list: true },
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});
