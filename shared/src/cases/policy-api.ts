import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { instant, reason } from "../api/fields.ts";
import { CASE_CATEGORIES, URGENCIES } from "./categories.ts";
import { casePermissions } from "./permissions.ts";
import { PHASES } from "./policy.ts";
import { POLICY_STATES } from "./policy-version.ts";

const ROWS_MAX = CASE_CATEGORIES.length * URGENCIES.length * PHASES.length;
/** No deadline of the trade is further away. */
const MINUTES_MAX = 90 * 24 * 60;

const allowance = z.strictObject({
  minutes: z.int().min(1).max(MINUTES_MAX),
  /** On the clock, or of the city's office hours. */
  by: z.enum(["clock", "office"]),
});

const row = z.strictObject({
  category: z.enum(CASE_CATEGORIES),
  urgency: z.enum(URGENCIES),
  phase: z.enum(PHASES),
  terms: z.strictObject({
    acknowledge: allowance.optional(),
    "first-contact": allowance.optional(),
    arrive: allowance.optional(),
    update: allowance.optional(),
    resolve: allowance,
  }),
});

const version = z.int().min(1).max(1_000_000);
const versionRow = z.strictObject({
  version,
  state: z.enum(POLICY_STATES),
  reason: z.string(),
  at: instant,
  actorId: z.string(),
  actorName: z.string(),
  decidedAt: instant.optional(),
  decidedBy: z.string().optional(),
});
const policy = z.strictObject({ version, rows: z.array(row).readonly() });

export const readPolicies = endpoint({
  name: "policies.read",
  method: "get",
  path: "/api/clock-policies",
  permit: casePermissions.policy,
  summary: "How long cases may take: the version that holds, one that waits, and all versions made",
  answer: z.strictObject({
    holding: policy,
    waiting: policy.nullable(),
    /** Newest first; version 1 is the program's own. */
    versions: z.array(versionRow),
  }),
  refusals: [],
});

export const proposePolicy = endpoint({
  name: "policies.propose",
  method: "post",
  path: "/api/clock-policies",
  permit: casePermissions.policy,
  summary: "Propose a new version: another person approves it; the ones before stay as they are",
  body: z.strictObject({ base: version, changes: z.array(row).min(1).max(ROWS_MAX), reason }),
  answer: versionRow,
  refusals: ["policy-pending", "policy-moved", "policy-same", "terms-disordered"],
});

const decision = {
  method: "post",
  permit: casePermissions.policy,
  params: z.strictObject({ id: z.string().regex(/^\d{1,7}$/, "not-a-version") }),
  body: z.strictObject({}),
  answer: versionRow,
} as const;

export const approvePolicy = endpoint({
  ...decision,
  name: "policies.approve",
  path: "/api/clock-policies/:id/approve",
  summary: "Approve what somebody else proposed: it holds for clocks that begin from now on",
  refusals: ["not-found", "policy-decided", "own-policy"],
});

export const declinePolicy = endpoint({
  ...decision,
  name: "policies.decline",
  path: "/api/clock-policies/:id/decline",
  summary: "Do not approve what somebody else proposed",
  refusals: ["not-found", "policy-decided", "own-policy"],
});

export const withdrawPolicy = endpoint({
  ...decision,
  name: "policies.withdraw",
  path: "/api/clock-policies/:id/withdraw",
  summary: "Withdraw one's own proposal",
  refusals: ["not-found", "policy-decided", "not-yours"],
});
