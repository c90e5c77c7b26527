import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { instant, line } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { fenField } from "../api/unit-fields.ts";
import { method, planAnswer } from "./answers.ts";
import { ledgerPermissions } from "./permissions.ts";

export const readReceipt = endpoint({
  name: "receipt",
  method: "get",
  path: "/api/receipts/:number",
  permit: ledgerPermissions.read,
  summary: "What a receipt says, by the number that is printed on it",
  params: z.strictObject({ number: line(40) }),
  reads: { what: "account", of: ({ answer }) => subjectsOf("households", [answer.householdId]) },
  answer: z.strictObject({
    receiptNumber: z.string(),
    entryId: z.string(),
    at: instant,
    bookedOn: z.string(),
    householdId: z.string(),
    householdNumber: z.string(),
    householdName: z.string(),
    address: z.string(),
    method,
    amountFen: fenField,
    ...planAnswer,
    payer: z.string().optional(),
    cashier: z.string(),
    /** The hall or branch in which it was taken; left out: the city's own. */
    officeName: z.string().optional(),
    /** Reversed or voided since: a copy says so. */
    reversed: z.boolean(),
    /** The entry's hash, so that a printed receipt can be checked against the journal. */
    hash: z.string(),
  }),
  refusals: [],
});
