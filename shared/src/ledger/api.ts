import { ledgerPermissions } from "./permissions.ts";
import { z } from "zod";
import { AMOUNT_MAX_FEN } from "./allocate.ts";
import { household } from "../households/api.ts";
import { endpoint } from "../api/endpoint.ts";
import {
  allocations,
  debtAnswer,
  entryAnswer,
  fen,
  finding,
  method,
  openingReport,
  postedAnswer,
  verificationAnswer,
} from "./answers.ts";
import { id, instant, line, queryInt, reason, seasonName } from "../api/fields.ts";

export type { EntryAnswer, VerificationAnswer } from "./answers.ts";

/** HTTP status of each refusal of this domain. */
export const ledgerRefusals = {
  "bad-amount": 422,
  "season-not-owed": 422,
  "nothing-prepaid": 422,
  "nothing-owed": 422,
  "already-charged": 409,
  "no-spaces": 422,
  "rule-missing": 422,
  "no-tariff": 422,
  "nothing-to-charge": 422,
  "no-contract": 422,
  "season-unknown": 422,
  "not-reversible": 422,
  "already-reversed": 409,
  "reason-missing": 422,
  "not-own-payment": 403,
  "not-same-day": 403,
  "other-hall": 403,
  "already-opened": 409,
  "season-twice": 422,
  "season-charged": 409,
  "nothing-to-open": 422,
  "account-changed": 409,
  "no-receipt": 422,
  "verification-running": 409,
  "verification-not-running": 409,
} as const;

const ENTRIES_PAGE_MAX = 200;
const SEASONS_MAX = 60;

/** Households of a sheet in one request. */
export const OPENINGS_MAX = 200;

const amountFen = z.int().min(1).max(AMOUNT_MAX_FEN);
const owedFen = z.int().min(0).max(AMOUNT_MAX_FEN);
const byId = z.strictObject({ id });
/** The account's `seq` that the payer was shown: a newer one is refused, `account-changed`. */
const seenSeq = z.int().min(0).max(1_000_000_000).optional();

const balances = z.array(z.strictObject({ season: seasonName, owedFen })).max(SEASONS_MAX);
const openings = z
  .array(z.strictObject({ number: z.string().regex(/^\d{9}$/), balances, prepaidFen: owedFen }))
  .min(1)
  .max(OPENINGS_MAX)
  .refine((rows) => new Set(rows.map((row) => row.number)).size === rows.length, "stand twice");

export const ledgerEndpoints = {
  accountByNumber: endpoint({
    name: "account-by-number",
    method: "get",
    path: "/api/households/by-number/:number/account",
    permit: ledgerPermissions.read,
    summary: "The fee lookup: household, people and spaces with what is owed, by season, and why",
    params: z.strictObject({ number: z.string().regex(/^\d{9}$/) }),
    answer: z.strictObject({
      household,
      debt: debtAnswer,
    }),
  }),
  debt: endpoint({
    name: "debt",
    method: "get",
    path: "/api/households/:id/debt",
    permit: ledgerPermissions.read,
    summary: "What is owed, by season, and why, as data and as a sentence",
    params: byId,
    answer: debtAnswer,
  }),
  entries: endpoint({
    name: "household-entries",
    method: "get",
    path: "/api/households/:id/entries",
    permit: ledgerPermissions.read,
    summary: "The journal of a household, newest first; `before` is the seq to go on from",
    params: byId,
    query: z.strictObject({
      before: queryInt(1, 1_000_000_000).optional(),
      limit: queryInt(1, ENTRIES_PAGE_MAX).default(50),
    }),
    answer: z.strictObject({
      entries: z.array(entryAnswer).readonly(),
      /** Hand back as `before`; null at the end. */
      before: z.int().nullable(),
    }),
  }),
  previewPayment: endpoint({
    name: "preview-payment",
    method: "get",
    path: "/api/households/:id/payment-preview",
    permit: ledgerPermissions.read,
    summary: "Where an amount would go: shown before the money is taken",
    params: byId,
    query: z.strictObject({
      amountFen: queryInt(1, AMOUNT_MAX_FEN),
      season: seasonName.optional(),
    }),
    answer: z.strictObject({
      seq: z.int(),
      owedFen: fen,
      allocations,
      prepaidFen: fen,
    }),
  }),
  pay: endpoint({
    name: "pay",
    method: "post",
    path: "/api/households/:id/payments",
    permit: ledgerPermissions.pay,
    summary: "Takes a payment: the oldest season first or the chosen one, the rest is prepayment",
    params: byId,
    body: z.strictObject({
      method,
      amountFen,
      season: seasonName.optional(),
      payer: line(80).optional(),
      seenSeq,
    }),
    answer: postedAnswer,
  }),
  charge: endpoint({
    name: "charge",
    method: "post",
    path: "/api/households/:id/charges",
    permit: ledgerPermissions.charge,
    summary: "Charges a season by the contract's areas and the tariff that holds",
    params: byId,
    body: z.strictObject({ season: seasonName }),
    answer: postedAnswer,
  }),
  applyPrepaid: endpoint({
    name: "apply-prepayment",
    method: "post",
    path: "/api/households/:id/applied",
    permit: ledgerPermissions.pay,
    summary: "Applies the prepayment to what is owed, to one season or oldest first",
    params: byId,
    body: z.strictObject({ season: seasonName.optional(), seenSeq }),
    answer: postedAnswer,
  }),
  open: endpoint({
    name: "open-balances",
    method: "post",
    path: "/api/households/:id/opening",
    permit: ledgerPermissions.open,
    summary: "Takes over what was owed and prepaid in the system before",
    params: byId,
    body: z.strictObject({
      balances,
      prepaidFen: owedFen,
      reason: reason.optional(),
    }),
    answer: postedAnswer,
  }),
  checkOpenings: endpoint({
    name: "check-openings",
    method: "post",
    path: "/api/ledger/openings/check",
    permit: ledgerPermissions.open,
    summary: "What taking over these balances would come to, with every fault; writes nothing",
    body: z.strictObject({ rows: openings }),
    answer: openingReport,
  }),
  openMany: endpoint({
    name: "open-many",
    method: "post",
    path: "/api/ledger/openings",
    permit: ledgerPermissions.open,
    summary: "Takes over the balances of many households, all or, with any fault, none",
    body: z.strictObject({ rows: openings, reason }),
    answer: openingReport,
  }),
  reverse: endpoint({
    name: "reverse-entry",
    method: "post",
    path: "/api/entries/:id/reversal",
    permit: ledgerPermissions.reversePayment,
    summary: "Answers an entry by its exact negative; others than payments need ledger.reverse",
    params: byId,
    body: z.strictObject({ reason }),
    answer: postedAnswer,
  }),
  receipt: endpoint({
    name: "receipt",
    method: "get",
    path: "/api/receipts/:id",
    permit: ledgerPermissions.read,
    summary: "What a payment's receipt says; `id` is the payment's entry",
    params: byId,
    answer: z.strictObject({
      receiptNumber: z.string(),
      at: instant,
      householdNumber: z.string(),
      householdName: z.string(),
      address: z.string(),
      method,
      amountFen: fen,
      allocations,
      prepaidFen: fen,
      payer: z.string().optional(),
      cashier: z.string(),
      /** Reversed since: a copy says so. */
      reversed: z.boolean(),
      /** The entry's hash, so that a printed receipt can be checked against the journal. */
      hash: z.string(),
    }),
  }),
  verify: endpoint({
    name: "verify-household",
    method: "post",
    path: "/api/ledger/verify",
    permit: ledgerPermissions.verify,
    summary: "Walks one household's journal and names what was tampered with, the first first",
    body: z.strictObject({ householdId: id }),
    answer: z.strictObject({
      householdId: z.string(),
      entries: z.int(),
      findings: z.array(finding).readonly(),
    }),
  }),
  verificationRun: endpoint({
    name: "verify-journal",
    method: "get",
    path: "/api/ledger/walk",
    permit: ledgerPermissions.verify,
    summary: "The newest walk through the whole journal, under way or ended; null: there was none",
    answer: verificationAnswer.nullable(),
  }),
  startVerification: endpoint({
    name: "start-verify-journal",
    method: "post",
    path: "/api/ledger/walk",
    permit: ledgerPermissions.verify,
    summary: "Walks the whole journal beside all other work; one walk at a time",
    /** The newest walk that the person saw: a command repeated begins no second one. */
    body: z.strictObject({ seen: id.nullable() }),
    answer: verificationAnswer,
  }),
  cancelVerification: endpoint({
    name: "cancel-verify-journal",
    method: "post",
    path: "/api/ledger/walk/cancel",
    permit: ledgerPermissions.verify,
    summary: "Stops the walk under way; nothing is lost but its result",
    body: z.strictObject({ runId: id }),
    answer: verificationAnswer,
  }),
};
