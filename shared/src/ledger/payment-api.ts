import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, reason, seasonName } from "../api/fields.ts";
import { fenBetween } from "../api/unit-fields.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";
import { method, paidAnswer, undoneAnswer } from "./answers.ts";
import { householdIdOf } from "./holder-account.ts";
import { PAYMENT_METHODS } from "./lines.ts";
import { ledgerPermissions } from "./permissions.ts";
import { entryUndoRefusals } from "./undo-refusals.ts";

/** Households in one payment: a landlord, or what a collector brings of a building. */
export const PARTS_MAX = 100;

const amountFen = fenBetween(1, AMOUNT_MAX_FEN);

/** The account's `seq` that the payer was shown: a newer one is refused, `account-changed`. */
export const seenSeq = z.int().min(0).max(1_000_000_000).optional();

const tender = z.strictObject({
  method,
  amountFen,
  /** Of cash: what was handed over, so that the receipt says what was given back. */
  givenFen: amountFen.optional(),
});

const part = z.strictObject({
  /** The household, or what stayed with a former holder: see holder-account.ts. */
  accountId: id,
  amountFen,
  season: seasonName.optional(),
  /** 坏账收回: what was written off before all that is open. */
  writtenOff: z.literal(true).optional(),
  seenSeq,
});

/** What the card terminal, bank or merchant calls it: once at that merchant. */
const channel = z.strictObject({ merchant: line(40), serial: line(64) });

export const pay = endpoint({
  name: "ledger.pay",
  method: "post",
  path: "/api/payments",
  permit: ledgerPermissions.pay,
  summary:
    "Takes a payment in one or several ways for one or several households, under one receipt",
  body: z.strictObject({
    parts: z
      .array(part)
      .min(1)
      .max(PARTS_MAX)
      .refine(
        (parts) => new Set(parts.map((one) => one.accountId)).size === parts.length,
        "household-twice",
      ),
    tenders: z.array(tender).min(1).max(PAYMENT_METHODS.length),
    payer: line(80).optional(),
    channel: channel.optional(),
    /** The bank's day, of a payment by bank alone: today or up to 30 days back. */
    effectiveOn: cityDate.optional(),
  }),
  about: ({ parts }) => parts.map(({ accountId }) => householdIdOf(accountId)),
  answer: paidAnswer,
  refusals: [
    "day-closed",
    "serial-used",
    "account-changed",
    "till-not-open",
    "till-of-another-day",
    "bad-amount",
    "method-twice",
    "cash-short",
    "tenders-differ",
    "value-date-not-bank",
    "value-date-later",
    "value-date-earlier",
    "nothing-written-off",
    "season-not-owed",
  ],
});

/** Of what undoes an entry, alone or by request. */
export const reversalRefusals = ["day-closed", "other-hall", ...entryUndoRefusals] as const;

export const reverseEntry = endpoint({
  name: "ledger.reverse",
  method: "post",
  path: "/api/entries/:id/reversal",
  permit: ledgerPermissions.reversePayment,
  summary:
    "Undoes an entry and what it paid, a payment whole: a small one of today, others by request",
  params: z.strictObject({ id }),
  body: z.strictObject({ reason }),
  answer: undoneAnswer,
  refusals: [...reversalRefusals, "approval-needed"],
});

export const voidPayment = endpoint({
  name: "ledger.void",
  method: "post",
  path: "/api/entries/:id/void",
  permit: ledgerPermissions.void,
  summary: "Takes back one's own payment, for all its households, on the day it was taken",
  params: z.strictObject({ id }),
  body: z.strictObject({ reason }),
  answer: undoneAnswer,
  refusals: [
    "day-closed",
    "not-a-payment",
    "not-own-payment",
    "not-same-day",
    "till-closed",
    ...entryUndoRefusals,
  ],
});
