import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { subjectsOf, type Reads } from "../api/reads.ts";
import { id } from "../api/fields.ts";
import { finding, verificationAnswer } from "./answers.ts";
import { householdIdOf } from "./holder-account.ts";
import { ledgerPermissions } from "./permissions.ts";

const readsFindings: Reads<
  unknown,
  unknown,
  unknown,
  z.ZodNullable<typeof verificationAnswer> | typeof verificationAnswer
> = {
  what: "household",
  list: true,
  of: ({ answer }) =>
    subjectsOf(
      "households",
      [...(answer?.report?.findings ?? []), ...(answer?.report?.mismatches.first ?? [])].flatMap(
        ({ householdId }) => (householdId === undefined ? [] : [householdIdOf(householdId)]),
      ),
    ),
};

export const verifyHousehold = endpoint({
  name: "verify-household",
  method: "post",
  path: "/api/ledger/verify",
  permit: ledgerPermissions.verify,
  summary: "Verifies one household's journal and names what was tampered with, the first first",
  body: z.strictObject({ householdId: id }),
  answer: z.strictObject({
    householdId: z.string(),
    entries: z.int(),
    findings: z.array(finding).readonly(),
  }),
  refusals: [],
});

export const readVerification = endpoint({
  name: "verify-journal",
  method: "get",
  path: "/api/ledger/verification",
  permit: ledgerPermissions.verify,
  summary: "The newest verification of the whole journal, under way or ended; null: none yet",
  reads: readsFindings,
  answer: verificationAnswer.nullable(),
  refusals: [],
});

export const startVerification = endpoint({
  name: "ledger.start-verification",
  method: "post",
  path: "/api/ledger/verification",
  permit: ledgerPermissions.verify,
  summary: "Verifies the whole journal beside all other work; one run at a time",
  /** The newest run that the person saw: a command repeated begins no second one. */
  body: z.strictObject({ seen: id.nullable() }),
  reads: readsFindings,
  answer: verificationAnswer,
  refusals: ["verification-running"],
});

export const cancelVerification = endpoint({
  name: "ledger.cancel-verification",
  method: "post",
  path: "/api/ledger/verification/cancel",
  permit: ledgerPermissions.verify,
  summary: "Stops the run under way; nothing is lost but its result",
  body: z.strictObject({ runId: id }),
  reads: readsFindings,
  answer: verificationAnswer,
  refusals: ["verification-not-running"],
});
