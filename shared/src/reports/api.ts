import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { fenField } from "../api/unit-fields.ts";
import { FEE_IDS } from "../ledger/fees.ts";
import {
  askedOfSeason,
  nodeRow,
  ofNode,
  pageOfHouseholds,
  readsHouseholds,
  standing,
  summedFields,
} from "./answers.ts";
import { reportPermissions } from "./permissions.ts";

const summary = {
  ...summedFields,
  counted: z.strictObject({ dueFen: fenField, paidFen: fenField, relievedFen: fenField }),
  households: z.int().min(0),
  settled: z.int().min(0),
};

const collectionRow = nodeRow(summary);
export type CollectionRow = z.output<typeof collectionRow>;

const collectionAnswer = z.strictObject({
  ...standing,
  season: z.string(),
  /** All that were ever charged, the newest first. */
  seasons: z.array(z.string()).readonly(),
  day: z.string(),
  ...ofNode,
  total: z.strictObject(summary),
  fees: z.array(z.strictObject({ fee: z.enum(FEE_IDS), ...summedFields })).readonly(),
  rows: z.array(collectionRow).readonly(),
  /** There are more households: how many rows to pass over for the next page. */
  next: z.int().min(1).nullable(),
  /** Rows that do not agree with themselves; null: the whole does not. */
  disagreements: z.array(z.string().nullable()).readonly(),
});
export type CollectionAnswer = z.output<typeof collectionAnswer>;

export const readCollection = endpoint({
  name: "reports.collection",
  method: "get",
  path: "/api/reports/collection",
  permit: reportPermissions.read,
  summary:
    "What was due, paid and is owed of a season as of a day, for a node and what is below it",
  query: z.strictObject({ ...askedOfSeason, ...pageOfHouseholds }),
  reads: readsHouseholds,
  answer: collectionAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

/** 导出: the same as a workbook, every row of it, numbers as numbers. */
export const exportCollection = endpoint({
  name: "reports.collection-sheet",
  method: "get",
  path: "/api/reports/collection/sheet",
  permit: reportPermissions.read,
  summary: "The collection summary as an XLSX workbook, in the language of whoever asks",
  query: z.strictObject(askedOfSeason),
  reads: { what: "household", list: true },
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});

export const reportRefusals = { "reports-unavailable": 503 } as const;
