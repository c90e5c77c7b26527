import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, reason } from "../api/fields.ts";
import { subjectsOf, type Reads } from "../api/reads.ts";
import { fenBetween, fenField, queryFen } from "../api/unit-fields.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";
import { method, tender } from "./answers.ts";
import { householdIdOf } from "./holder-account.ts";
import { ledgerPermissions } from "./permissions.ts";
import { REFUND_STATES } from "./refund.ts";
import { undoBars } from "./undo-refusals.ts";

/** 退费: what may go back, asking for it, paying it out, dropping it and taking it back. */

const byId = z.strictObject({ id });
const person = z.strictObject({ id: z.string(), name: z.string() });

/** A refund as doors answer it. */
const refundAnswer = z.strictObject({
  id: z.string(),
  state: z.enum(REFUND_STATES),
  householdId: z.string(),
  householdNumber: z.string(),
  /** Of what stayed with a former holder, theirs. */
  holder: z.string(),
  address: z.string(),
  accountId: z.string(),
  lotId: z.string(),
  method,
  amountFen: fenField,
  payee: z.string().optional(),
  reason: z.string(),
  asker: person,
  approvedAt: instant,
  paid: z
    .strictObject({
      number: z.string(),
      at: instant,
      bookedOn: z.string(),
      by: person,
      office: z.string(),
      officeName: z.string(),
      merchant: z.string().optional(),
      serial: z.string().optional(),
      /** Of its entry, so that a printed slip can be checked against the journal. */
      hash: z.string(),
    })
    .optional(),
  returned: z.strictObject({ at: instant, by: person, reason: z.string() }).optional(),
  dropped: z.strictObject({ at: instant, by: person, reason: z.string() }).optional(),
});
export type RefundAnswer = z.output<typeof refundAnswer>;

const readsHousehold: Reads<
  z.ZodType,
  z.ZodType,
  z.ZodType,
  z.ZodType<Pick<RefundAnswer, "householdId">>
> = { what: "account", of: ({ answer }) => subjectsOf("households", [answer.householdId]) };

const refundableAnswer = z.strictObject({
  /** What of each payment is on account, the oldest first. */
  lots: z
    .array(
      z.strictObject({
        lotId: z.string(),
        leftFen: fenField,
        /** What may still go back by each way; null: any way will do. */
        ways: z.array(tender).readonly().nullable(),
      }),
    )
    .readonly(),
  /** Of this account, the newest first. */
  refunds: z.array(refundAnswer).readonly(),
});
export type RefundableAnswer = z.output<typeof refundableAnswer>;

export const readRefundable = endpoint({
  name: "ledger.refundable",
  method: "get",
  path: "/api/accounts/:id/refunds",
  permit: ledgerPermissions.read,
  summary: "What of each payment on account may go back and how, and the account's refunds",
  params: byId,
  reads: {
    what: "account",
    of: ({ params }) => subjectsOf("households", [householdIdOf(params.id)]),
  },
  answer: refundableAnswer,
  refusals: ["not-found"],
});

export const listDueRefunds = endpoint({
  name: "ledger.due-refunds",
  method: "get",
  path: "/api/due-refunds",
  permit: ledgerPermissions.payRefund,
  summary: "Approved refunds that wait to be paid out: of one's office, of the whole city for it",
  reads: {
    what: "account",
    list: true,
    of: ({ answer }) =>
      subjectsOf(
        "households",
        answer.map((one) => one.householdId),
      ),
  },
  answer: z.array(refundAnswer).readonly(),
  refusals: [],
});

export const readRefund = endpoint({
  name: "ledger.read-refund",
  method: "get",
  path: "/api/refunds/:id",
  permit: ledgerPermissions.read,
  summary: "One refund: of which payment, how, who asked, and its slip once it was paid out",
  params: byId,
  reads: readsHousehold,
  answer: refundAnswer,
  refusals: ["not-found"],
});

const asked = {
  /** The payment, or the opening entry by which the money was taken over. */
  lotId: line(60),
  method,
};

const refusals = [
  "not-found",
  "refund-waiting",
  "bad-amount",
  "not-on-account",
  "other-way",
  "more-than-came",
] as const;

export const previewRefund = endpoint({
  name: "preview-refund",
  method: "get",
  path: "/api/accounts/:id/refund-preview",
  permit: ledgerPermissions.askRefund,
  summary: "What a refund would post and leave on account, and who would have to approve it",
  params: byId,
  query: z.strictObject({ ...asked, amountFen: queryFen(1, AMOUNT_MAX_FEN) }),
  reads: { what: "account", of: ({ answer }) => answer.about },
  answer: previewedAnswer,
  refusals,
});

export const askRefund = endpoint({
  name: "ledger.ask-refund",
  method: "post",
  path: "/api/accounts/:id/refund-requests",
  permit: ledgerPermissions.askRefund,
  summary: "Asks for money on account to go back by the way it came; nothing is posted yet",
  params: byId,
  body: z.strictObject({
    ...asked,
    amountFen: fenBetween(1, AMOUNT_MAX_FEN),
    payee: line(80).optional(),
    reason,
    ...withFiles,
  }),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});

export const payRefund = endpoint({
  name: "ledger.pay-refund",
  method: "post",
  path: "/api/refunds/:id/payout",
  permit: ledgerPermissions.payRefund,
  summary: "Pays an approved refund out and numbers its slip: cash from one's own open till",
  params: byId,
  body: z.strictObject({
    /** What the bank, merchant or terminal calls it; not of cash. */
    channel: z.strictObject({ merchant: line(40), serial: line(64) }).optional(),
  }),
  reads: readsHousehold,
  answer: refundAnswer,
  refusals: [
    "day-closed",
    "refund-settled",
    "till-not-open",
    "till-of-another-day",
    "bad-amount",
    "not-on-account",
    "other-way",
    "more-than-came",
  ],
});

export const dropRefund = endpoint({
  name: "ledger.drop-refund",
  method: "post",
  path: "/api/refunds/:id/drop",
  permit: ledgerPermissions.askRefund,
  summary: "Drops an approved refund that was not paid out; it may be asked for anew",
  params: byId,
  body: z.strictObject({ reason }),
  reads: readsHousehold,
  answer: refundAnswer,
  refusals: ["refund-settled"],
});

export const returnRefund = endpoint({
  name: "ledger.return-refund",
  method: "post",
  path: "/api/refunds/:id/return",
  permit: ledgerPermissions.payRefund,
  summary: "A refund that did not arrive, or was made in error: its money is on account again",
  params: byId,
  body: z.strictObject({ reason }),
  reads: readsHousehold,
  answer: refundAnswer,
  refusals: [
    "day-closed",
    "already-reversed",
    "refund-not-paid",
    "not-own-refund",
    "not-same-day",
    "till-closed",
    "not-reversible",
    ...undoBars,
  ],
});
