import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, line, reason } from "../api/fields.ts";
import { shownRows, subjectsOf } from "../api/reads.ts";
import { fenBetween, fenField } from "../api/unit-fields.ts";
import { AMOUNT_MAX_FEN } from "../ledger/allocate.ts";
import { householdIdOf } from "../ledger/holder-account.ts";
import { standingAnswer } from "./standing-api.ts";
import { STEP_KINDS } from "../catalogue/dunning-rule.ts";
import { DELIVERIES, HOLD_GROUNDS } from "./model.ts";
import { WORK_KINDS } from "./work.ts";
import { dunningPermissions } from "./permissions.ts";

/** 催缴: how an account stands, what was done about it, and whose turn it is. */

/** HTTP status of each refusal of this domain. */
export const dunningRefusals = {
  "nothing-overdue": 409,
  "dunning-held": 409,
  "step-not-next": 409,
  "step-not-yet": 409,
  "evidence-needed": 422,
  "event-unknown": 404,
  "event-undone": 409,
  "later-step-stands": 409,
  "promise-day-wrong": 422,
  "promise-too-much": 422,
  "hold-day-wrong": 422,
  "item-not-open": 409,
  "disputed-already": 409,
} as const;

/** The account: the household's, or what stayed with a former holder. */
const params = z.strictObject({ id });
export const madeAnswer = z.strictObject({ id: z.string() });
export const NOTE_MAX = 200;
/** Uploaded by whoever records it. */
export const fileIds = z.array(id).max(6).optional();
const ITEMS_MAX = 60;

export const readDunning = endpoint({
  name: "dunning.of-account",
  method: "get",
  path: "/api/households/:id/dunning",
  permit: dunningPermissions.read,
  summary: "How an account's dunning stands: the next step, what holds it, and all that happened",
  params,
  reads: {
    what: "account",
    of: ({ params: of }) => subjectsOf("households", [householdIdOf(of.id)]),
  },
  answer: standingAnswer,
  refusals: ["not-found"],
});

export const recordStep = endpoint({
  name: "dunning.record-step",
  method: "post",
  path: "/api/households/:id/dunning/steps",
  permit: dunningPermissions.record,
  summary: "A step of the ladder that was taken, with its evidence; undone by dunning.undo",
  params,
  body: z.strictObject({
    step: z.enum(STEP_KINDS),
    day: cityDate,
    delivery: z.enum(DELIVERIES),
    receiver: line(60).optional(),
    note: line(NOTE_MAX).optional(),
    fileIds,
  }),
  answer: madeAnswer,
  refusals: [
    "not-found",
    "file-not-found",
    "approval-needed",
    "day-ahead",
    "nothing-overdue",
    "dunning-held",
    "step-not-next",
    "step-not-yet",
    "evidence-needed",
  ],
});

export const recordPromise = endpoint({
  name: "dunning.promise",
  method: "post",
  path: "/api/households/:id/dunning/promises",
  permit: dunningPermissions.promise,
  summary: "What a debtor promises to pay by a day: nothing follows until then",
  params,
  body: z.strictObject({
    amountFen: fenBetween(1, AMOUNT_MAX_FEN),
    payBy: cityDate,
    note: line(NOTE_MAX).optional(),
  }),
  answer: madeAnswer,
  refusals: ["not-found", "nothing-overdue", "promise-day-wrong", "promise-too-much"],
});

export const holdDunning = endpoint({
  name: "dunning.hold",
  method: "post",
  path: "/api/households/:id/dunning/holds",
  permit: dunningPermissions.hold,
  summary: "Nothing follows until a day, for a reason; lifted by dunning.undo",
  params,
  body: z.strictObject({ holdGround: z.enum(HOLD_GROUNDS), heldUntil: cityDate, reason, fileIds }),
  answer: madeAnswer,
  refusals: ["not-found", "file-not-found", "hold-day-wrong"],
});

export const disputeItems = endpoint({
  name: "dunning.dispute",
  method: "post",
  path: "/api/households/:id/dunning/disputes",
  permit: dunningPermissions.hold,
  summary: "Open items that are neither asked for nor late while they are disputed",
  params,
  body: z.strictObject({ itemIds: z.array(id).min(1).max(ITEMS_MAX), reason, fileIds }),
  answer: madeAnswer,
  refusals: ["not-found", "file-not-found", "item-not-open", "disputed-already", "day-closed"],
});

export const undoDunning = endpoint({
  name: "dunning.undo",
  method: "post",
  path: "/api/households/:id/dunning/undo",
  permit: dunningPermissions.undo,
  summary: "Takes back a step, promise, hold or dispute; it stays to be seen",
  params,
  body: z.strictObject({ eventId: id, reason }),
  answer: madeAnswer,
  refusals: ["not-found", "event-unknown", "event-undone", "later-step-stands", "day-closed"],
});

export const readDunningFile = endpoint({
  name: "dunning.file",
  method: "get",
  path: "/api/households/:id/dunning/files/:fileId",
  permit: dunningPermissions.read,
  summary: "A picture that was kept as evidence of a step",
  params: z.strictObject({ id, fileId: id }),
  reads: { what: "file" },
  answer: z.instanceof(Uint8Array),
  refusals: ["not-found"],
});

const countsAnswer = z.strictObject({
  day: z.string(),
  /** By branch and step: how many accounts it is the turn of, and how much is overdue there. */
  counts: z
    .array(
      z.strictObject({
        branchId: z.string(),
        branch: z.string(),
        branchEn: z.string().optional(),
        step: z.enum(WORK_KINDS),
        accounts: z.int(),
        overdueFen: fenField,
      }),
    )
    .readonly(),
});
export type CountsAnswer = z.output<typeof countsAnswer>;

export const countDunning = endpoint({
  name: "dunning.counts",
  method: "get",
  path: "/api/dunning/counts",
  permit: dunningPermissions.read,
  summary: "How many accounts are due for each step or valve, by branch, and what they owe",
  answer: countsAnswer,
  refusals: [],
});

const workRow = z.strictObject({
  /** The account. */
  id: z.string(),
  householdId: z.string(),
  number: z.string(),
  holder: z.string(),
  address: z.string(),
  overdueFen: fenField,
  /** Of a valve to be opened nothing may be overdue any more. */
  since: z.string().optional(),
  /** From when on it is due. */
  nextFrom: z.string(),
  lastKind: z.enum(STEP_KINDS).optional(),
  lastOn: z.string().optional(),
});
export type WorkRow = z.output<typeof workRow>;

const workAnswer = z.strictObject({
  rows: z.array(workRow).readonly(),
  /** The last row, where there are more. */
  next: z.string().nullable(),
});
export type WorkAnswer = z.output<typeof workAnswer>;

export const listDunningWork = endpoint({
  name: "dunning.work",
  method: "get",
  path: "/api/dunning/work",
  permit: dunningPermissions.read,
  summary: "The accounts due for a step or with a valve to turn, those that wait longest first",
  query: z.strictObject({
    step: z.enum(WORK_KINDS),
    /** Left out: of all within reach. */
    branchId: id.optional(),
    /** The last row of the page before. */
    after: id.optional(),
  }),
  reads: { what: "account", list: true, of: ({ answer: { rows } }) => shownRows("accounts", rows) },
  answer: workAnswer,
  refusals: [],
});
