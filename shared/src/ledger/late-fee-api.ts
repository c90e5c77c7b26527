import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { fenField } from "../api/unit-fields.ts";
import { postedAnswer } from "./answers.ts";
import { householdIdOf } from "./holder-account.ts";
import { seenSeq } from "./payment-api.ts";
import { ledgerPermissions } from "./permissions.ts";
import { lateFeeStep } from "./step-answers.ts";

/** 违约金 of a household: what has come about, and charging it; its inverse is a reversal. */

const params = z.strictObject({ id });

const lateFeesAnswer = z.strictObject({
  /** The last day that counts. */
  day: z.string(),
  /** The account's entry count, to be handed back: it says what was shown. */
  seq: z.int(),
  /** What would be charged now. */
  amountFen: fenField,
  owedAfterFen: fenField,
  fees: z
    .array(
      z.strictObject({
        lateOf: z.string(),
        season: z.string(),
        /** Its amount is what is not charged yet; below zero too much is charged. */
        step: lateFeeStep,
        why: z.strictObject({ zh: z.string(), en: z.string() }),
      }),
    )
    .readonly(),
});
export type LateFeesAnswer = z.output<typeof lateFeesAnswer>;

export const readLateFees = endpoint({
  name: "late-fees",
  method: "get",
  path: "/api/households/:id/late-fees",
  permit: ledgerPermissions.read,
  summary: "The late fee that came about by today and is not charged yet, item by item, and why",
  params,
  reads: {
    what: "account",
    of: ({ params: of }) => subjectsOf("households", [householdIdOf(of.id)]),
  },
  answer: lateFeesAnswer,
  refusals: [],
});

export const chargeLateFee = endpoint({
  name: "ledger.charge-late-fee",
  method: "post",
  path: "/api/households/:id/late-fees",
  permit: ledgerPermissions.chargeLateFee,
  summary: "Charges the late fee that came about up to a day and is not charged yet",
  params,
  body: z.strictObject({ day: cityDate, seenSeq }),
  answer: postedAnswer,
  refusals: ["day-closed", "account-changed", "day-ahead", "nothing-accrued", "bad-amount"],
});
