import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { done, id, instant, personName, reason, rev } from "../api/fields.ts";
import { login, roles, scope, staffRow } from "./api.ts";
import { staffPermissions } from "./permissions.ts";
import { REQUEST_ACTS } from "./request.ts";

const standing = z.strictObject({ name: z.string(), roles, scope, active: z.boolean() });

const requestRow = z.strictObject({
  id,
  rev,
  act: z.enum(REQUEST_ACTS),
  staffId: id,
  login: z.string(),
  /** Null: a newcomer. */
  from: standing.nullable(),
  to: standing,
  /** Whether the person gets a one-time password, half of it from each administrator. */
  newPassword: z.boolean(),
  askedById: id,
  askedByName: z.string(),
  askedAt: instant,
  expiresAt: instant,
  reason: z.string(),
});
export type RequestRow = z.output<typeof requestRow>;

const byId = z.strictObject({ id });
const person = { name: personName, roles, scope };

/** What another administrator is to confirm. */
const wanted = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("create"), login, ...person, reason }),
  z.strictObject({ act: z.literal("change"), id, rev, ...person, reason }),
  z.strictObject({ act: z.literal("reactivate"), id, rev, reason }),
  z.strictObject({ act: z.literal("reset-password"), id, reason }),
]);
export type WantedRequest = z.output<typeof wanted>;

export const askRequest = endpoint({
  name: "staff.ask-request",
  method: "post",
  path: "/api/staff-requests",
  permit: staffPermissions.write,
  summary: "Asks for what another administrator has to confirm; nothing changes yet",
  body: wanted,
  answer: z.strictObject({
    request: requestRow,
    /** Of the one-time password; shown once and good for nothing without the second half. */
    firstHalf: z.string().optional(),
  }),
  refusals: [
    "password-shown-once",
    "not-found",
    "login-taken",
    "scope-unknown",
    "already-active",
    "own-rights",
    "request-pending",
    "no-second-administrator",
  ],
});

export const confirmRequest = endpoint({
  name: "staff.confirm-request",
  method: "post",
  path: "/api/staff-requests/:id/confirm",
  permit: staffPermissions.write,
  summary: "Carries out what another administrator asked for, exactly as it was shown",
  params: byId,
  body: z.strictObject({ rev }),
  answer: z.strictObject({
    staff: staffRow,
    /** Of the one-time password; shown once. */
    secondHalf: z.string().optional(),
  }),
  refusals: [
    "password-shown-once",
    "not-found",
    "request-settled",
    "request-expired",
    "own-request",
    "own-rights",
    "asker-gone",
    "person-changed",
    "login-taken",
    "last-administrator",
  ],
});

export const declineRequest = endpoint({
  name: "staff.decline-request",
  method: "post",
  path: "/api/staff-requests/:id/decline",
  permit: staffPermissions.write,
  summary: "Another administrator says no; nothing changes",
  params: byId,
  body: z.strictObject({ rev, reason }),
  answer: done,
  refusals: ["not-found", "request-settled", "request-expired", "own-request"],
});

export const withdrawRequest = endpoint({
  name: "staff.withdraw-request",
  method: "post",
  path: "/api/staff-requests/:id/withdraw",
  permit: staffPermissions.write,
  summary: "Whoever asked takes it back; nothing changes",
  params: byId,
  body: z.strictObject({ rev, reason }),
  answer: done,
  refusals: ["not-found", "request-settled", "request-expired", "not-own-request"],
});
