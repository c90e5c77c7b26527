import { z } from "zod";
import { PAYMENT_METHODS } from "./model.ts";
import { FINDING_KINDS } from "./verification.ts";
import { instant } from "../api/fields.ts";

/** What the ledger's endpoints answer; the endpoints are in ledger.ts. */

export const fen = z.int();
export const method = z.enum(PAYMENT_METHODS);

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
export const allocations = z
  .array(z.strictObject({ season: z.string(), amountFen: fen }))
  .readonly();

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
export const entryAnswer = z.strictObject({
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
export const postedAnswer = z.strictObject({
  entry: entryAnswer,
  settlement: entryAnswer.optional(),
  debt: debtAnswer,
});
export type PostedAnswer = z.output<typeof postedAnswer>;

export const finding = z.strictObject({
  /** What is wrong; its sentence is `ledger.finding.<kind>`. */
  kind: z.enum(FINDING_KINDS),
  householdId: z.string().optional(),
  entryId: z.string().optional(),
  seq: z.int().optional(),
  /** For the reader of the log file: expected and found. */
  note: z.string(),
});

/** What a part of a sheet comes to; with faults nothing of it is, or was, written. */
export const openingReport = z.strictObject({
  /** To be taken over, or taken over. */
  households: z
    .array(z.strictObject({ id: z.string(), number: z.string(), name: z.string() }))
    .readonly(),
  /** Taken over before with the very same balances. */
  already: z.int(),
  owedFen: fen,
  prepaidFen: fen,
  faults: z
    .array(
      z.strictObject({
        number: z.string(),
        code: z.enum([
          "not-found",
          "out-of-scope",
          "already-opened",
          "bad-amount",
          "season-twice",
          "season-charged",
          "nothing-to-open",
        ]),
        season: z.string().optional(),
      }),
    )
    .readonly(),
});
export type OpeningReport = z.output<typeof openingReport>;

const end = z.enum(["sound", "tampered", "cancelled", "interrupted", "failed"]);
const pastVerification = z.strictObject({
  state: z.enum(["sound", "tampered"]),
  startedBy: z.string(),
  endedAt: instant,
  entries: z.int(),
  households: z.int(),
});

/** How the newest walk through the journal stands. */
export const verificationAnswer = z.strictObject({
  runId: z.string(),
  state: z.enum(["running", ...end.options]),
  startedAt: instant,
  startedBy: z.string(),
  cancelAsked: z.boolean(),
  progress: z
    .strictObject({ stage: z.enum(["chains", "log"]), done: z.int(), of: z.int() })
    .nullable(),
  endedAt: instant.optional(),
  report: z
    .strictObject({
      entries: z.int(),
      households: z.int(),
      commits: z.int(),
      /** The first one first, with whose household it is. */
      findings: z.array(
        finding.extend({ number: z.string(), name: z.string() }).partial({
          number: true,
          name: true,
        }),
      ),
    })
    .optional(),
  /** The newest before it that went to the end. */
  before: pastVerification.optional(),
});
export type VerificationAnswer = z.output<typeof verificationAnswer>;
