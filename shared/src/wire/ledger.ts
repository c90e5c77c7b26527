import { z } from "zod";
import type { Household } from "../households/types.ts";
import { AMOUNT_MAX_FEN } from "../ledger/allocate.ts";
import { PAYMENT_METHODS } from "../ledger/types.ts";
import { endpoint } from "./endpoint.ts";
import { id, instant, line, queryInt, reason, seasonName } from "./pieces.ts";

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
} as const;

const ENTRIES_PAGE_MAX = 200;
const SEASONS_MAX = 60;

const amountFen = z.int().min(1).max(AMOUNT_MAX_FEN);
const owedFen = z.int().min(0).max(AMOUNT_MAX_FEN);
const fen = z.int();
const method = z.enum(PAYMENT_METHODS);
const byId = z.strictObject({ id });
/** The account's `seq` that the payer was shown: a newer one is refused, `account-changed`. */
const seenSeq = z.int().min(0).max(1_000_000_000).optional();

const areaBasis = z.strictObject({
  kind: z.literal("area"),
  spaceId: z.string(),
  label: z.string(),
  areaMilli: z.int(),
  price10k: z.int(),
  priceClass: z.string(),
  amountFen: fen,
});
const rule = z.literal("area@1");
const allocations = z.array(z.strictObject({ season: z.string(), amountFen: fen })).readonly();

const seasonAccount = z.strictObject({
  season: z.string(),
  chargedFen: fen,
  paidFen: fen,
  owedFen: fen,
  openingFen: fen,
  basis: z.array(areaBasis.extend({ entryId: z.string(), rule })).readonly(),
  payments: z
    .array(
      z.strictObject({
        entryId: z.string(),
        at: instant,
        kind: z.enum(["payment", "applied", "settled"]),
        amountFen: fen,
        receiptNumber: z.string().optional(),
      }),
    )
    .readonly(),
});

export const debtAnswer = z.strictObject({
  householdId: z.string(),
  asOf: instant,
  seq: z.int(),
  owedFen: fen,
  prepaidFen: fen,
  seasons: z.array(seasonAccount).readonly(),
  sentence: z.strictObject({ zh: z.string(), en: z.string() }),
});

const openingBalances = z.array(z.strictObject({ season: z.string(), owedFen: fen })).readonly();

const detail = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("opening"), balances: openingBalances, prepaidFen: fen }),
  z.strictObject({
    kind: z.literal("charge"),
    season: z.string(),
    rule,
    basis: z.array(areaBasis).readonly(),
  }),
  z.strictObject({
    kind: z.literal("payment"),
    method,
    amountFen: fen,
    allocations,
    prepaidFen: fen,
    receiptNumber: z.string(),
    payer: z.string().optional(),
    hallId: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("applied"), allocations }),
  z.strictObject({
    kind: z.literal("reversal"),
    reverses: z.string(),
    of: z.enum(["opening", "charge", "payment", "applied"]),
  }),
  z.strictObject({ kind: z.literal("settled"), because: z.string(), moves: allocations }),
]);

/** An entry as doors answer it: without what only the journal's own machinery needs. */
const entryAnswer = z.strictObject({
  id: z.string(),
  householdId: z.string(),
  seq: z.int(),
  at: instant,
  lines: z
    .array(
      z.strictObject({
        account: z.enum(["receivable", "revenue", "prepaid", "money", "opening"]),
        season: z.string().optional(),
        method: method.optional(),
        amountFen: fen,
      }),
    )
    .readonly(),
  detail,
  actorId: z.string(),
  actorName: z.string(),
  origin: z.string(),
  reason: z.string().optional(),
  hash: z.string(),
  /** The entry that reversed it, where it is known. */
  reversedBy: z.string().optional(),
});
export type EntryAnswer = z.output<typeof entryAnswer>;

/** What a posting answers: the entry, what it settled besides, and the debt afterwards. */
const postedAnswer = z.strictObject({
  entry: entryAnswer,
  settlement: entryAnswer.optional(),
  debt: debtAnswer,
});
export type PostedAnswer = z.output<typeof postedAnswer>;

const finding = z.strictObject({
  /** What is wrong; its sentence is `ledger.finding.<kind>`. */
  kind: z.enum([
    "sequence",
    "link",
    "content",
    "unbalanced",
    "detail",
    "reversal",
    "account",
    "account-missing",
    "entry-missing",
    "log",
    "unrecorded",
  ]),
  householdId: z.string().optional(),
  entryId: z.string().optional(),
  seq: z.int().optional(),
  /** For the reader of the log file: expected and found. */
  note: z.string(),
});
export type Finding = z.output<typeof finding>;

export const ledgerEndpoints = {
  accountByNumber: endpoint({
    name: "account-by-number",
    method: "get",
    path: "/api/households/by-number/:number/account",
    permit: "ledger.read",
    summary: "Household 360 by number: the household, its debt with the why, its newest entries",
    params: z.strictObject({ number: z.string().regex(/^\d{9}$/) }),
    answer: z.strictObject({
      household: z.custom<Household>((value) => typeof value === "object" && value !== null),
      debt: debtAnswer,
      entries: z.array(entryAnswer).readonly(),
    }),
  }),
  debt: endpoint({
    name: "debt",
    method: "get",
    path: "/api/households/:id/debt",
    permit: "ledger.read",
    summary: "What is owed, by season, and why, as data and as a sentence",
    params: byId,
    answer: debtAnswer,
  }),
  entries: endpoint({
    name: "household-entries",
    method: "get",
    path: "/api/households/:id/entries",
    permit: "ledger.read",
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
    permit: "ledger.read",
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
    permit: "ledger.pay",
    key: true,
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
    permit: "ledger.charge",
    key: true,
    summary: "Charges a season by the contract's areas and the tariff that holds",
    params: byId,
    body: z.strictObject({ season: seasonName }),
    answer: postedAnswer,
  }),
  applyPrepaid: endpoint({
    name: "apply-prepayment",
    method: "post",
    path: "/api/households/:id/applied",
    permit: "ledger.pay",
    key: true,
    summary: "Applies the prepayment to what is owed, to one season or oldest first",
    params: byId,
    body: z.strictObject({ season: seasonName.optional(), seenSeq }),
    answer: postedAnswer,
  }),
  open: endpoint({
    name: "open-balances",
    method: "post",
    path: "/api/households/:id/opening",
    permit: "ledger.open",
    key: true,
    summary: "Takes over what was owed and prepaid in the system before",
    params: byId,
    body: z.strictObject({
      balances: z.array(z.strictObject({ season: seasonName, owedFen })).max(SEASONS_MAX),
      prepaidFen: owedFen,
      reason: reason.optional(),
    }),
    answer: postedAnswer,
  }),
  reverse: endpoint({
    name: "reverse-entry",
    method: "post",
    path: "/api/entries/:id/reversal",
    permit: "ledger.reverse-payment",
    key: true,
    summary: "Answers an entry by its exact negative; others than payments need ledger.reverse",
    params: byId,
    body: z.strictObject({ reason }),
    answer: postedAnswer,
  }),
  receipt: endpoint({
    name: "receipt",
    method: "get",
    path: "/api/receipts/:id",
    permit: "ledger.read",
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
    permit: "ledger.verify",
    summary: "Walks one household's journal and names what was tampered with, the first first",
    body: z.strictObject({ householdId: id }),
    answer: z.strictObject({
      householdId: z.string(),
      entries: z.int(),
      findings: z.array(finding).readonly(),
    }),
  }),
};
