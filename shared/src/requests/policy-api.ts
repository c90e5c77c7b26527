import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, reason, rev } from "../api/fields.ts";
import { fenBetween, fenField } from "../api/unit-fields.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "./api.ts";
import { STEP_FIELDS } from "./policy-changes.ts";
import { requestPermissions } from "./permissions.ts";

/** More than a utility of a billion a year takes in. */
const LIMIT_MAX_FEN = 1_000_000_000_000;
const DAYS_MAX = 60;

const limit = fenBetween(0, LIMIT_MAX_FEN);

const terms = {
  alone: z.strictObject({ eachFen: limit, dayFen: limit }).nullable(),
  steps: z
    .array(z.strictObject({ permission: line(60), overFen: limit, dayFen: limit.nullable() }))
    .min(1)
    .max(STEP_FIELDS.length),
  days: z.int().min(1).max(DAYS_MAX),
};

const answered = z.strictObject({
  version: z.int(),
  alone: z.strictObject({ eachFen: fenField, dayFen: fenField }).nullable(),
  steps: z
    .array(
      z.strictObject({ permission: z.string(), overFen: fenField, dayFen: fenField.nullable() }),
    )
    .readonly(),
  days: z.int(),
  /** None of version 1, which is the program's own. */
  reason: z.string().optional(),
  at: instant.optional(),
  byName: z.string().optional(),
  requestId: z.string().optional(),
});
export type PolicyVersionRow = z.output<typeof answered>;

const policy = z.strictObject({
  name: z.string(),
  /** What is asked for by it. */
  commands: z.array(z.string()).readonly(),
  /** The permissions that its steps may name. */
  approvers: z.array(z.string()).readonly(),
  /** Whether anything may be done without asking; else the command always asks. */
  mayAlone: z.boolean(),
  /** The newest first, and that is the one that holds. */
  versions: z.array(answered).readonly(),
});
export type PolicyRow = z.output<typeof policy>;

export const listApprovalPolicies = endpoint({
  name: "requests.policies",
  method: "get",
  path: "/api/approval-policies",
  permit: requestPermissions.read,
  summary: "By which rules requests are approved, each with its versions",
  answer: z.array(policy).readonly(),
  refusals: [],
});

/** Its name. */
const byId = z.strictObject({ id });
/** `rev`: the version that the person saw. */
const change = z.strictObject({ rev, ...terms, reason });
const refusals = [
  "not-found",
  "approval-rule-same",
  "approval-rule-wrong",
  "too-few-approvers",
] as const;

export const previewApprovalPolicy = endpoint({
  name: "preview-approval-policy",
  method: "post",
  key: false,
  path: "/api/approval-policies/:id/preview",
  permit: requestPermissions.changePolicies,
  summary: "What another rule of approval would change; writes nothing",
  params: byId,
  body: change,
  answer: previewedAnswer,
  refusals,
});

export const askApprovalPolicy = endpoint({
  name: "requests.ask-policy",
  method: "post",
  path: "/api/approval-policies/:id/request",
  permit: requestPermissions.changePolicies,
  summary: "Asks for another rule of approval; approved by an administrator, undone by asking back",
  params: byId,
  body: change.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});
