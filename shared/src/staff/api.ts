import { selfPermissions, sessionPermissions, staffPermissions } from "./permissions.ts";
import { z } from "zod";
import { ROLES } from "../access/actor.ts";
import { HALVES } from "./handover.ts";
import { PASSWORD_LENGTH_MAX } from "./password.ts";
import { endpoint } from "../api/endpoint.ts";
import { shownRows, subjectsOf } from "../api/reads.ts";
import { done, id, instant, line, personName, reason, rev } from "../api/fields.ts";

/** HTTP status of each refusal of this domain. */
export const staffRefusals = {
  "sign-in-refused": 401,
  "password-must-change": 403,
  "password-weak": 422,
  "password-wrong": 422,
  "password-shown-once": 409,
  "login-taken": 409,
  "own-administrator": 422,
  "last-administrator": 422,
  "own-rights": 422,
  "scope-unknown": 422,
  "already-active": 409,
  "already-inactive": 409,
  "two-administrators": 409,
  "no-second-administrator": 409,
  "handover-over": 409,
  "not-your-half": 403,
} as const;

export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{1,39}$/, "not-a-login");
export const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
export const scope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("city") }),
  z.strictObject({ kind: z.literal("branch"), branchId: id }),
  z.strictObject({ kind: z.literal("hall"), hallId: id }),
]);
/** Never trimmed: a blank is a character of a password. */
const password = z.string().min(1).max(PASSWORD_LENGTH_MAX);
const byId = z.strictObject({ id });

const me = z.strictObject({
  id,
  name: z.string(),
  login: z.string(),
  roles,
  scope,
  language: z.enum(["zh", "en"]),
});
export type Me = z.output<typeof me>;

export const staffRow = z.strictObject({
  id,
  rev,
  login: z.string(),
  name: z.string(),
  roles,
  scope,
  active: z.boolean(),
  failures: z.int(),
  lockedUntil: instant.optional(),
  oneTimeUntil: instant.optional(),
  lastSignInAt: instant.optional(),
  /** A new password that two administrators are to tell the person, half by half. */
  handover: z
    .strictObject({
      byId: z.record(z.enum(HALVES), id),
      expiresAt: instant,
      drawn: z.array(z.enum(HALVES)).readonly(),
    })
    .optional(),
});
export type StaffRow = z.output<typeof staffRow>;

const withOneTimePassword = z.strictObject({
  staff: staffRow,
  /** Shown once; only its hash is kept. */
  oneTimePassword: z.string(),
});

const sessionRow = z.strictObject({
  id,
  startedAt: instant,
  expiresAt: instant,
  endedAt: instant.optional(),
  endedBy: z.string().optional(),
  origin: z.string(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
});
export type SessionRow = z.output<typeof sessionRow>;

export const signIn = endpoint({
  name: "staff.sign-in",
  method: "post",
  key: false,
  path: "/api/sign-in",
  permit: "public",
  guessed: (body) => (body as { readonly login: string }).login,
  summary: "Starts a session; a one-time password must be replaced in the same step",
  body: z.strictObject({
    login: line(40).toLowerCase(),
    password,
    newPassword: password.optional(),
  }),
  answer: me,
  refusals: ["sign-in-refused", "password-must-change", "password-weak"],
});

export const signOut = endpoint({
  name: "staff.sign-out",
  method: "post",
  key: false,
  path: "/api/sign-out",
  permit: "public",
  summary: "Ends this session, if there is one",
  answer: done,
  refusals: [],
});

export const whoAmI = endpoint({
  name: "staff.who-am-i",
  askedByStrangers: true,
  method: "get",
  path: "/api/me",
  permit: selfPermissions.read,
  summary: "Who is signed in and what they may do",
  answer: me,
  refusals: [],
});

export const changePassword = endpoint({
  name: "staff.change-own-password",
  method: "post",
  key: false,
  path: "/api/me/password",
  permit: selfPermissions.read,
  rate: "guess",
  summary: "Changes one's own password and ends one's other sessions",
  body: z.strictObject({ password, newPassword: password }),
  answer: done,
  refusals: ["password-wrong", "password-weak"],
});

export const listStaff = endpoint({
  name: "staff.list",
  method: "get",
  path: "/api/staff",
  permit: staffPermissions.read,
  summary: "Staff within one's scope",
  query: z.strictObject({ active: z.enum(["true", "false"]).optional() }),
  reads: {
    what: "staff",
    list: true,
    of: ({ answer }) => shownRows("staff", answer),
  },
  answer: z.array(staffRow),
  refusals: [],
});

export const createStaff = endpoint({
  name: "staff.create",
  method: "post",
  path: "/api/staff",
  permit: staffPermissions.write,
  summary: "A new member of staff with a one-time password",
  body: z.strictObject({ login, name: personName, roles, scope }),
  answer: withOneTimePassword,
  refusals: ["password-shown-once", "scope-unknown", "login-taken", "two-administrators"],
});

export const changeStaff = endpoint({
  name: "staff.change",
  method: "post",
  path: "/api/staff/:id",
  permit: staffPermissions.write,
  summary: "Name, roles and scope; ends the sessions where roles or scope change",
  params: byId,
  body: z.strictObject({ rev, name: personName, roles, scope, reason: reason.optional() }),
  answer: staffRow,
  refusals: [
    "not-found",
    "scope-unknown",
    "own-administrator",
    "last-administrator",
    "own-rights",
    "two-administrators",
  ],
});

export const deactivateStaff = endpoint({
  name: "staff.deactivate",
  method: "post",
  path: "/api/staff/:id/deactivate",
  permit: staffPermissions.write,
  summary: "Ends all sessions and refuses further ones; undone by reactivating",
  params: byId,
  body: z.strictObject({ rev, reason }),
  answer: staffRow,
  refusals: ["not-found", "already-inactive", "own-administrator", "last-administrator"],
});

export const reactivateStaff = endpoint({
  name: "staff.reactivate",
  method: "post",
  path: "/api/staff/:id/reactivate",
  permit: staffPermissions.write,
  summary: "The inverse of deactivating",
  params: byId,
  body: z.strictObject({ rev, reason }),
  answer: staffRow,
  refusals: ["not-found", "already-active", "two-administrators"],
});

export const resetPassword = endpoint({
  name: "staff.reset-password",
  method: "post",
  path: "/api/staff/:id/reset-password",
  permit: staffPermissions.write,
  summary: "A new one-time password; ends all sessions and any lock",
  params: byId,
  body: z.strictObject({ reason }),
  answer: withOneTimePassword,
  refusals: ["password-shown-once", "not-found", "own-rights", "two-administrators"],
});

export const unlockStaff = endpoint({
  name: "staff.unlock",
  method: "post",
  path: "/api/staff/:id/unlock",
  permit: staffPermissions.write,
  summary: "Lifts the lock after wrong passwords",
  params: byId,
  body: z.strictObject({ reason: reason.optional() }),
  answer: staffRow,
  refusals: ["not-found", "own-rights"],
});

export const listSessions = endpoint({
  name: "staff.list-sessions",
  method: "get",
  path: "/api/staff/:id/sessions",
  permit: sessionPermissions.end,
  summary: "A person's newest sessions",
  params: byId,
  reads: { what: "staff", of: ({ params }) => subjectsOf("staff", [params.id]) },
  answer: z.array(sessionRow),
  refusals: ["not-found"],
});

export const endSessions = endpoint({
  name: "staff.end-sessions",
  method: "post",
  path: "/api/staff/:id/sessions/end",
  permit: sessionPermissions.end,
  summary: "Ends a person's sessions at once: all, or the one named",
  params: byId,
  body: z.strictObject({ sessionId: id.optional(), reason }),
  answer: z.strictObject({ ended: z.int() }),
  refusals: ["not-found"],
});
