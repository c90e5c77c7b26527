import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { signedAreaField } from "../api/unit-fields.ts";
import { answerOfSeason, askedOfSeason, pageOfHouseholds, readsHouseholds } from "./answers.ts";
import { reportPermissions } from "./permissions.ts";

const areaStatementAnswer = answerOfSeason({
  households: z.int().min(0),
  billableMilli: signedAreaField,
  paidMilli: signedAreaField,
  stoppedMilli: signedAreaField,
  unpaidMilli: signedAreaField,
  settledMilli: signedAreaField,
});
export type AreaStatementAnswer = z.output<typeof areaStatementAnswer>;

export const readAreaStatement = endpoint({
  name: "reports.areas",
  method: "get",
  path: "/api/reports/areas",
  permit: reportPermissions.read,
  summary: "What of a season's billing area is paid, stopped and unpaid as of a day, node by node",
  query: z.strictObject({ ...askedOfSeason, ...pageOfHouseholds }),
  reads: readsHouseholds,
  answer: areaStatementAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

export const exportAreaStatement = endpoint({
  name: "reports.areas-sheet",
  method: "get",
  path: "/api/reports/areas/sheet",
  permit: reportPermissions.read,
  summary: "The area statement as an XLSX workbook, in the language of whoever asks",
  query: z.strictObject(askedOfSeason),
  reads: { what: "household", list: true },
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});
