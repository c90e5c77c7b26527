import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, reason, seasonName } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { fenBetween, fenField } from "../api/unit-fields.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { INSTALMENTS_MAX } from "../catalogue/plan-terms.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";
import { householdIdOf } from "./holder-account.ts";
import { ledgerPermissions } from "./permissions.ts";

/** 分期缴费协议 of an account: asked for, approved, shown with what is paid of it, cancelled. */

/** HTTP status of each refusal about plans. */
export const planRefusals = {
  "in-plan": 409,
  "instalments-out-of-order": 422,
  "instalments-differ": 422,
  "too-many-instalments": 422,
  "first-instalment-small": 422,
  "last-instalment-late": 422,
  "no-such-plan": 422,
  "plan-over": 409,
  "plan-stands": 409,
} as const;

const SEASONS_MAX = 60;

/** The account: the household's, or what stayed with a former holder. */
const params = z.strictObject({ id });
const planned = z.strictObject({ dueOn: z.string(), amountFen: fenField });

const plan = z.strictObject({
  id: z.string(),
  state: z.enum(["kept", "fulfilled", "broken", "cancelled"]),
  agreedOn: z.string(),
  reason: z.string(),
  seasons: z.array(z.string()).readonly(),
  /** What of the account it is over. */
  itemIds: z.array(z.string()).readonly(),
  totalFen: fenField,
  /** What of it is no longer open, by whatever payment. */
  paidFen: fenField,
  brokenOn: z.string().optional(),
  /** 宽限: of each part, in days. */
  graceDays: z.int(),
  cancelledOn: z.string().optional(),
  instalments: z
    .array(planned.extend({ paidFen: fenField, state: z.enum(["paid", "due", "missed"]) }))
    .readonly(),
});
export type PlanAnswer = z.output<typeof plan>;

const plansAnswer = z.strictObject({
  /** Of what stayed with a former holder, theirs. */
  holder: z.string(),
  householdNumber: z.string(),
  address: z.string(),
  plans: z.array(plan).readonly(),
});
export type PlansAnswer = z.output<typeof plansAnswer>;
/** Who agreed to a plan. */
export type PlanOwner = Omit<PlansAnswer, "plans">;

export const readPlans = endpoint({
  name: "ledger.plans",
  method: "get",
  path: "/api/households/:id/plans",
  permit: ledgerPermissions.read,
  summary: "The instalment plans of an account, the newest first, with what is paid of each",
  params,
  reads: {
    what: "account",
    of: ({ params: of }) => subjectsOf("households", [householdIdOf(of.id)]),
  },
  answer: plansAnswer,
  refusals: ["not-found"],
});

const body = z.strictObject({
  seasons: z
    .array(seasonName)
    .min(1)
    .max(SEASONS_MAX)
    .refine((all) => new Set(all).size === all.length, "season-twice"),
  instalments: z
    .array(z.strictObject({ dueOn: cityDate, amountFen: fenBetween(1, AMOUNT_MAX_FEN) }))
    .min(1)
    .max(INSTALMENTS_MAX),
  reason,
});

const refusals = [
  "not-found",
  "season-not-owed",
  "in-plan",
  "instalments-out-of-order",
  "instalments-differ",
  "too-many-instalments",
  "first-instalment-small",
  "last-instalment-late",
] as const;

export const previewPlan = endpoint({
  name: "preview-plan",
  method: "post",
  key: false,
  path: "/api/households/:id/plan-preview",
  permit: ledgerPermissions.askPlan,
  summary: "What an instalment plan would agree, and who would have to approve it",
  params,
  body,
  reads: { what: "account", of: ({ answer }) => answer.about },
  answer: previewedAnswer,
  refusals,
});

export const askPlan = endpoint({
  name: "ledger.ask-plan",
  method: "post",
  path: "/api/households/:id/plan-requests",
  permit: ledgerPermissions.askPlan,
  summary: "Asks for what is open of seasons to be paid by instalments; posts nothing",
  params,
  body: body.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});

export const cancelPlan = endpoint({
  name: "ledger.cancel-plan",
  method: "post",
  path: "/api/households/:id/plan-cancellation",
  permit: ledgerPermissions.cancelPlan,
  summary: "Ends an instalment plan from today on: what is open is owed as before it",
  params,
  body: z.strictObject({ planId: id, reason }),
  answer: z.strictObject({ id: z.string() }),
  refusals: ["not-found", "no-such-plan", "plan-over"],
});

export const resumePlan = endpoint({
  name: "ledger.resume-plan",
  method: "post",
  path: "/api/households/:id/plan-resumption",
  permit: ledgerPermissions.cancelPlan,
  summary: "Takes a cancellation of an instalment plan back, as if it had never been",
  params,
  body: z.strictObject({ planId: id, reason }),
  answer: z.strictObject({ id: z.string() }),
  refusals: ["not-found", "no-such-plan", "plan-stands", "in-plan"],
});
