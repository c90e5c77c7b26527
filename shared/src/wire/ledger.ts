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
