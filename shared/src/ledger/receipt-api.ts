import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { instant, line } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { fenField } from "../api/unit-fields.ts";
import { channel, planAnswer, tender } from "./answers.ts";
import { vatLine } from "./vat-answers.ts";
import { ledgerPermissions } from "./permissions.ts";

/** What of a receipt is for one household. */
const part = z.strictObject({
  householdId: z.string(),
  householdNumber: z.string(),
  householdName: z.string(),
  address: z.string(),
  entryId: z.string(),
  amountFen: fenField,
  ...planAnswer,
  /** The entry's hash, so that a printed receipt can be checked against the journal. */
  hash: z.string(),
});

export const readReceipt = endpoint({
  name: "receipt",
  method: "get",
  path: "/api/receipts/:number",
  permit: ledgerPermissions.read,
  summary: "What a receipt says, by the number that is printed on it",
  params: z.strictObject({ number: line(40) }),
  reads: {
    what: "account",
    of: ({ answer }) =>
      subjectsOf(
        "households",
        answer.parts.map((one) => one.householdId),
      ),
  },
  answer: z.strictObject({
    receiptNumber: z.string(),
    at: instant,
    bookedOn: z.string(),
    /** The bank's value date, where it is another day. */
    effectiveOn: z.string().optional(),
    amountFen: fenField,
    tenders: z
      .array(tender.extend({ givenFen: fenField.optional(), changeFen: fenField.optional() }))
      .readonly(),
    parts: z.array(part).readonly(),
    channel: z.strictObject({
      kind: channel,
      merchant: z.string().optional(),
      serial: z.string().optional(),
    }),
    payer: z.string().optional(),
    /** 价税分离 of what it paid, by the rates of its day; absent: the catalogue has none for it. */
    vat: z.array(vatLine).readonly().optional(),
    cashier: z.string(),
    /** The hall or branch in which it was taken, or else the head office. */
    officeName: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
    /** Voided or reversed since: a copy says so. */
    undone: z
      .strictObject({
        how: z.enum(["void", "reversal"]),
        at: instant,
        by: z.string(),
        reason: z.string().optional(),
      })
      .optional(),
  }),
  refusals: [],
});
