import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { instant } from "../api/fields.ts";
import { shownRows } from "../api/reads.ts";
import { fenField, priceField, signedAreaField } from "../api/unit-fields.ts";
import { askedDays, askedNode, inOrder, nodeRow, ofNode, standing } from "./answers.ts";
import { reportPermissions } from "./permissions.ts";
import { ACT_CHANGES, STOP_ACTS } from "./stop-acts.ts";

/** Acts less those that were withdrawn. */
const sums = { stops: z.int(), restores: z.int(), waivedFen: fenField, restoredFen: fenField };

const stopCase = z.strictObject({
  householdId: z.string(),
  name: z.string().optional(),
  number: z.string().optional(),
  address: z.string().optional(),
  season: z.string(),
  kind: z.enum(STOP_ACTS),
  change: z.enum(ACT_CHANGES),
  /** The day of the books, the last where there are several. */
  day: z.string(),
  /** From which day on there is no heat, or heat again. */
  from: z.string(),
  /** Of a restore the first day of the stop that it ends. */
  stopFrom: z.string().nullable(),
  /** Below zero where it was withdrawn, as all that follows. */
  areaMilli: signedAreaField,
  /** In 1/10000 per cent. */
  share10k: priceField.nullable(),
  fullFen: fenField,
  baseFen: fenField,
  /** Of a stop waived, of a restore owed again. */
  amountFen: fenField,
  /** As the contract's version has it; left out where it was never agreed in one. */
  reason: z.string().optional(),
  evidence: z.string().optional(),
  requestId: z.string().optional(),
  approvedBy: z.string().optional(),
  agreedAt: instant.optional(),
});

const stopRegisterAnswer = z.strictObject({
  ...standing,
  from: z.string(),
  to: z.string(),
  ...ofNode,
  total: z.strictObject(sums),
  rows: z.array(nodeRow(sums)).readonly(),
  /** The newest first. */
  cases: z.array(stopCase).readonly(),
  /** How many cases there are beside these. */
  more: z.int().min(0),
  /** Households of which a restore has not exactly one stop. */
  disagreements: z.array(z.string()).readonly(),
});
export type StopRegisterAnswer = z.output<typeof stopRegisterAnswer>;

const asked = z
  .strictObject({ ...askedDays, node: askedNode })
  .refine(inOrder, "ends-before-it-begins");

export const readStopRegister = endpoint({
  name: "reports.stop-register",
  method: "get",
  path: "/api/reports/stop-register",
  permit: reportPermissions.read,
  summary: "Stops and restores booked within some days, case by case, and node by node",
  query: asked,
  reads: {
    what: "household",
    list: true,
    of: ({ answer }) =>
      shownRows(
        "households",
        answer.cases.map(({ householdId }) => ({ id: householdId })),
      ),
  },
  answer: stopRegisterAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

/** 导出: every case of it. */
export const exportStopRegister = endpoint({
  name: "reports.stop-register-sheet",
  method: "get",
  path: "/api/reports/stop-register/sheet",
  permit: reportPermissions.read,
  summary: "Stops and restores as an XLSX workbook, in the language of whoever asks",
  query: asked,
  reads: { what: "household", list: true },
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});
