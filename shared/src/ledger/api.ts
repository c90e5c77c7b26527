import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { shownRows, subjectsOf, type Reads } from "../api/reads.ts";
import { id, line, queryInt, reason, seasonName } from "../api/fields.ts";
import { fenBetween, fenField, queryFen } from "../api/unit-fields.ts";
import { household } from "../households/api.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";
import {
  debtAnswer,
  entryAnswer,
  openingCheck,
  openingReport,
  planAnswer,
  postedAnswer,
} from "./answers.ts";
import { householdIdOf } from "./holder-account.ts";
import { seenSeq } from "./payment-api.ts";
import { ledgerPermissions } from "./permissions.ts";

export type { EntryAnswer, VerificationAnswer } from "./answers.ts";

/** HTTP status of each refusal of this domain. */
export const ledgerRefusals = {
  "bad-amount": 422,
  "season-not-owed": 422,
  "method-twice": 422,
  "cash-short": 422,
  "tenders-differ": 422,
  "value-date-not-bank": 422,
  "value-date-later": 422,
  "value-date-earlier": 422,
  "serial-used": 409,
  "nothing-prepaid": 422,
  "nothing-owed": 422,
  "already-charged": 409,
  "no-spaces": 422,
  "rule-missing": 422,
  "no-tariff": 422,
  "no-stop-rate": 422,
  "nothing-to-charge": 422,
  "stop-outside-season": 422,
  "space-unknown": 422,
  "already-stopped": 409,
  "not-stopped": 409,
  "restore-outside-stop": 422,
  "not-restored": 409,
  "no-contract": 422,
  "season-unknown": 422,
  "not-reversible": 422,
  "not-a-payment": 422,
  "already-reversed": 409,
  "reason-missing": 422,
  "not-own-payment": 403,
  "not-same-day": 403,
  "other-hall": 403,
  "already-opened": 409,
  "season-twice": 422,
  "season-charged": 409,
  "account-changed": 409,
  "balance-moved": 409,
  "money-refunded": 409,
  "relief-stands": 409,
  "write-off-stands": 409,
  "write-off-paid": 409,
  "nothing-written-off": 422,
  "settlement-stands": 409,
  "already-settled": 409,
  "no-settlement-rule": 422,
  "not-metered": 422,
  "unit-differs": 422,
  "no-meter": 422,
  "reading-missing": 422,
  "figures-fall": 422,
  "late-fee-stands": 409,
  "season-not-over": 422,
  "nothing-accrued": 422,
  "day-ahead": 422,
  "nothing-charged": 422,
  "more-than-charged": 422,
  "basis-wrong": 422,
  "incident-unknown": 422,
  "incident-not-over": 409,
  "outage-too-short": 422,
  "warm-enough": 422,
  "days-outside-season": 422,
  "days-refunded": 409,
  "days-not-heated": 422,
  "not-on-account": 409,
  "other-way": 422,
  "more-than-came": 409,
  "refund-waiting": 409,
  "refund-settled": 409,
  "refund-not-paid": 409,
  "not-own-refund": 403,
  "balance-used": 409,
  "dispute-stands": 409,
  "balances-undecided": 422,
  "not-a-balance": 422,
  "day-closed": 409,
  "day-not-begun": 422,
  "day-not-closed": 409,
  "already-closed": 409,
  "own-close": 403,
  "tills-open": 409,
  "till-not-open": 409,
  "till-of-another-day": 409,
  "till-closed": 409,
  "till-not-closed": 409,
  "till-open-already": 409,
  "till-in-use": 409,
  "till-handed-over": 409,
  "not-handed-over": 409,
  "float-differs": 409,
  "not-own-till": 403,
  "verification-running": 409,
  "verification-not-running": 409,
} as const;

const ENTRIES_PAGE_MAX = 200;
const SEASONS_MAX = 60;

/** Households of a sheet in one request. */
export const OPENINGS_MAX = 200;

const sumFen = fenBetween(0, AMOUNT_MAX_FEN);
const byId = z.strictObject({ id });

const openingSeasons = z
  .array(
    z.strictObject({
      season: seasonName,
      chargedFen: sumFen,
      relievedFen: sumFen,
      paidFen: sumFen,
      writtenOffFen: sumFen,
    }),
  )
  .max(SEASONS_MAX);
const openings = z
  .array(
    z.strictObject({
      number: z.string().regex(/^\d{9}$/, "not-a-household-number"),
      seasons: openingSeasons,
      prepaidFen: sumFen,
    }),
  )
  .min(1)
  .max(OPENINGS_MAX)
  .refine((rows) => new Set(rows.map((row) => row.number)).size === rows.length, "household-twice");

const readsAccount: Reads<z.ZodType<{ readonly id: string }>> = {
  what: "account",
  of: ({ params }) => subjectsOf("households", [householdIdOf(params.id)]),
};

export const accountByNumber = endpoint({
  name: "account-by-number",
  method: "get",
  path: "/api/households/by-number/:number/account",
  permit: ledgerPermissions.read,
  summary: "The fee lookup by number or alias: household, what is owed and on account, and why",
  params: z.strictObject({ number: line(60) }),
  reads: { what: "account", of: ({ answer }) => subjectsOf("households", [answer.household.id]) },
  answer: z.strictObject({ household, debt: debtAnswer }),
  refusals: [],
});

export const readDebt = endpoint({
  name: "debt",
  method: "get",
  path: "/api/households/:id/debt",
  permit: ledgerPermissions.read,
  summary: "Open items with their steps, what is on account, sums by season; as data and sentence",
  params: byId,
  reads: readsAccount,
  answer: debtAnswer,
  refusals: [],
});

export const listEntries = endpoint({
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
  reads: readsAccount,
  answer: z.strictObject({
    entries: z.array(entryAnswer).readonly(),
    /** Hand back as `before`; null at the end. */
    before: z.int().nullable(),
  }),
  refusals: [],
});

export const previewPayment = endpoint({
  name: "preview-payment",
  method: "get",
  path: "/api/households/:id/payment-preview",
  permit: ledgerPermissions.read,
  summary: "Where an amount would go: shown before the money is taken",
  params: byId,
  query: z.strictObject({
    amountFen: queryFen(1, AMOUNT_MAX_FEN),
    season: seasonName.optional(),
    /** 坏账收回: what was written off before all that is open. */
    writtenOff: z.literal("true").optional(),
  }),
  reads: readsAccount,
  answer: z.strictObject({
    seq: z.int(),
    owedFen: fenField,
    ...planAnswer,
    /** Of what it pays that which was written off. */
    returnedFen: fenField,
    /** What is on account pays first, where it stands beside open items. */
    usedFen: fenField,
    owedAfterFen: fenField,
    onAccountAfterFen: fenField,
  }),
  refusals: ["nothing-written-off", "bad-amount", "season-not-owed"],
});

export const charge = endpoint({
  name: "ledger.charge",
  method: "post",
  path: "/api/households/:id/charges",
  permit: ledgerPermissions.charge,
  summary: "Charges a season by contract and tariff; what is on account pays at once",
  params: byId,
  body: z.strictObject({ season: seasonName }),
  answer: postedAnswer,
  refusals: [
    "day-closed",
    "season-unknown",
    "no-contract",
    "already-charged",
    "no-spaces",
    "rule-missing",
    "no-tariff",
    "no-stop-rate",
    "nothing-to-charge",
    "bad-amount",
  ],
});

export const applyPrepayment = endpoint({
  name: "ledger.apply-prepaid",
  method: "post",
  path: "/api/households/:id/prepayment",
  permit: ledgerPermissions.pay,
  summary: "Pays what is open from what is on account, where an upgrade left them side by side",
  params: byId,
  body: z.strictObject({ season: seasonName.optional(), seenSeq }),
  answer: postedAnswer,
  refusals: ["day-closed", "account-changed", "nothing-prepaid", "nothing-owed", "season-not-owed"],
});

export const openBalances = endpoint({
  name: "ledger.open",
  method: "post",
  path: "/api/households/:id/opening",
  permit: ledgerPermissions.open,
  summary: "Takes over a household's seasons and prepayment from the system before",
  params: byId,
  body: z.strictObject({ seasons: openingSeasons, prepaidFen: sumFen, reason: reason.optional() }),
  answer: postedAnswer,
  refusals: ["day-closed", "already-opened", "bad-amount", "season-twice", "season-charged"],
});

export const checkOpenings = endpoint({
  name: "check-openings",
  method: "post",
  path: "/api/ledger/openings/check",
  permit: ledgerPermissions.open,
  summary: "What taking over these households would come to, with every fault; writes nothing",
  body: z.strictObject({ rows: openings }),
  reads: {
    what: "household",
    list: true,
    of: ({ answer }) => shownRows("households", answer.households),
  },
  answer: openingCheck,
  refusals: [],
});

export const openMany = endpoint({
  name: "ledger.open-many",
  method: "post",
  path: "/api/ledger/openings",
  permit: ledgerPermissions.open,
  summary: "Takes over many households, all or, with any fault, none",
  body: z.strictObject({ rows: openings, reason }),
  answer: openingReport,
  refusals: ["day-closed"],
});
