import { z } from "zod";
import { instant } from "../api/fields.ts";
import { MISMATCHES } from "../households/contract-versions.ts";
import { fenField } from "../api/unit-fields.ts";
import { ENTRY_KINDS } from "./entry.ts";
import { LEDGER_ACCOUNTS, PAYMENT_CHANNELS, PAYMENT_METHODS } from "./lines.ts";
import { SETTLED } from "./reversal-rights.ts";
import { fee, steps } from "./step-answers.ts";
import { FINDING_KINDS } from "./verification.ts";

/** What the ledger's endpoints answer; the endpoints are in api.ts. */

export const method = z.enum(PAYMENT_METHODS);
export const tender = z.strictObject({ method, amountFen: fenField });
export const channel = z.enum(PAYMENT_CHANNELS);
const item = z.strictObject({
  itemId: z.string(),
  season: z.string(),
  fee,
  dueOn: z.string().optional(),
  amountFen: fenField,
  relievedFen: fenField.optional(),
  writtenOffFen: fenField.optional(),
  lateOf: z.string().optional(),
  disputed: z.literal(true).optional(),
  openFen: fenField,
  steps,
  /** How many steps there are, where not all come along. */
  stepCount: z.int().optional(),
});

const lot = z.strictObject({
  lotId: z.string(),
  seq: z.int(),
  method: method.optional(),
  tenders: z.array(tender).readonly().optional(),
  channel: channel.optional(),
  leftFen: fenField,
});

const sum = z.strictObject({
  season: z.string(),
  fee,
  chargedFen: fenField,
  relievedFen: fenField,
  paidFen: fenField,
  writtenOffFen: fenField,
  openFen: fenField,
  takenOver: z.boolean(),
});

export const debtAnswer = z.strictObject({
  accountId: z.string(),
  asOf: instant,
  seq: z.int(),
  owedFen: fenField,
  onAccountFen: fenField,
  items: z.array(item).readonly(),
  lots: z.array(lot).readonly(),
  sums: z.array(sum).readonly(),
  opened: z.boolean(),
  sentence: z.strictObject({ zh: z.string(), en: z.string() }),
});

/** Where an amount goes, or went: to items, and what is left on account. */
export const planAnswer = {
  allocations: z
    .array(z.strictObject({ itemId: z.string(), season: z.string(), fee, amountFen: fenField }))
    .readonly(),
  restFen: fenField,
};

/** An entry as doors answer it: with who made it, without what only the journal needs. */
export const entryAnswer = z.strictObject({
  id: z.string(),
  seq: z.int(),
  at: instant,
  bookedOn: z.string(),
  /** The day from which it counts, where that is another. */
  effectiveOn: z.string().optional(),
  kind: z.enum(ENTRY_KINDS),
  lines: z
    .array(
      z.strictObject({
        account: z.enum(LEDGER_ACCOUNTS),
        amountFen: fenField,
        season: z.string().optional(),
        fee: fee.optional(),
        itemId: z.string().optional(),
        lotId: z.string().optional(),
        partyId: z.string().optional(),
        method: method.optional(),
      }),
    )
    .readonly(),
  /** What it is about, in a few words of each language. */
  about: z.strictObject({ zh: z.string(), en: z.string() }),
  /** How each of its items came about, for a charge. */
  steps,
  /** For a payment: its receipt, who took it, and in which hall or branch. */
  paymentId: z.string().optional(),
  /** For how many accounts it was, where that is more than one: they are undone together. */
  accounts: z.int().optional(),
  takenBy: z.string().optional(),
  officeId: z.string().optional(),
  /** By which refusal it can be voided no more, whoever took it. */
  settled: z.enum(SETTLED).optional(),
  /** Something of it stayed with a former holder: until that is taken back it is not undone. */
  moved: z.literal(true).optional(),
  /** 审批单: by which it was asked for. */
  requestId: z.string().optional(),
  /** The refund by which money went out, or came back. */
  refundId: z.string().optional(),
  reverses: z.string().optional(),
  /** The entry that reversed it, where it is known. */
  reversedBy: z.string().optional(),
  actorId: z.string(),
  actorName: z.string(),
  origin: z.string(),
  reason: z.string().optional(),
  hash: z.string(),
});
export type EntryAnswer = z.output<typeof entryAnswer>;

/** What a posting answers, now and whenever its key comes again: how things stood with it. */
export const postedAnswer = z.strictObject({
  entryId: z.string(),
  seq: z.int(),
  owedFen: fenField,
  onAccountFen: fenField,
});
export type PostedAnswer = z.output<typeof postedAnswer>;

/** What was posted to each of the accounts of one fact. */
const postedParts = z.array(postedAnswer.extend({ accountId: z.string() })).readonly();

export const paidAnswer = z.strictObject({
  /** The number of its receipt. */
  paymentId: z.string(),
  /** What is given back in cash. */
  changeFen: fenField,
  parts: postedParts,
});
export type PaidAnswer = z.output<typeof paidAnswer>;

export const undoneAnswer = z.strictObject({ parts: postedParts });
export type UndoneAnswer = z.output<typeof undoneAnswer>;

export const finding = z.strictObject({
  /** What is wrong; its sentence is `ledger.finding.<kind>`. */
  kind: z.enum(FINDING_KINDS),
  householdId: z.string().optional(),
  entryId: z.string().optional(),
  seq: z.int().optional(),
  /** For the reader of the log file: expected and found. */
  note: z.string(),
});

const openingFaults = z
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
      ]),
      season: z.string().optional(),
    }),
  )
  .readonly();

const openingSums = {
  /** Taken over before with the very same sums. */
  already: z.int(),
  owedFen: fenField,
  prepaidFen: fenField,
  faults: openingFaults,
};

/** What a part of a sheet comes to; with faults nothing of it would be written. */
export const openingCheck = z.strictObject({
  households: z
    .array(z.strictObject({ id: z.string(), number: z.string(), name: z.string() }))
    .readonly(),
  ...openingSums,
});

/** What was taken over; with faults, nothing. */
export const openingReport = z.strictObject({ taken: z.int(), ...openingSums });
export type OpeningReport = z.output<typeof openingReport>;

const end = z.enum(["sound", "tampered", "cancelled", "interrupted", "failed"]);
const pastVerification = z.strictObject({
  state: z.enum(["sound", "tampered"]),
  startedBy: z.string(),
  endedAt: instant,
  entries: z.int(),
  households: z.int(),
});

/** A season that is charged otherwise than agreed, and by which versions of its contract. */
const mismatch = z.strictObject({
  householdId: z.string(),
  season: z.string(),
  why: z.enum(MISMATCHES),
  charged: z.int(),
  agreed: z.int(),
});
const ofHousehold = { number: z.string().optional(), name: z.string().optional() };

/** How the newest run through the journal stands. */
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
      findings: z.array(finding.extend(ofHousehold)),
      mismatches: z.strictObject({
        count: z.int(),
        /** As many as are listed. */
        first: z.array(mismatch.extend(ofHousehold)),
      }),
    })
    .optional(),
  /** The newest before it that went to the end. */
  before: pastVerification.optional(),
});
export type VerificationAnswer = z.output<typeof verificationAnswer>;
