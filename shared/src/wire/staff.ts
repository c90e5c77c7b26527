import { z } from "zod";
import { ROLES } from "../staff/actor.ts";
import { PERMISSIONS, type Permission } from "../staff/permissions.ts";
import { PASSWORD_LENGTH_MAX } from "../staff/password.ts";
import { endpoint } from "./endpoint.ts";
import { done, id, instant, line, personName, queryInt, reason, rev } from "./pieces.ts";

/** HTTP status of each refusal of this domain. */
export const staffRefusals = {
  "sign-in-refused": 401,
  "password-must-change": 403,
  "password-weak": 422,
  "password-wrong": 422,
  "login-taken": 409,
  "own-administrator": 422,
  "last-administrator": 422,
  "scope-unknown": 422,
  "already-active": 409,
  "already-inactive": 409,
  "pairing-code-unknown": 404,
  "hall-unknown": 422,
  "device-not-paired": 409,
} as const;

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{1,39}$/);
/** Never trimmed: a blank is a character of a password. */
const password = z.string().min(1).max(PASSWORD_LENGTH_MAX);
const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
const scope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("city") }),
  z.strictObject({ kind: z.literal("branch"), branchId: id }),
  z.strictObject({ kind: z.literal("hall"), hallId: id }),
]);
const byId = z.strictObject({ id });
const permission = z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]);

const me = z.strictObject({
  id,
  name: z.string(),
  login: z.string(),
  roles,
  scope,
  permissions: z.array(permission),
  language: z.enum(["zh", "en"]),
});
export type Me = z.output<typeof me>;

const staffRow = z.strictObject({
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
  path: "/api/sign-in",
  permit: "public",
  rate: "guess",
  summary: "Starts a session; a one-time password must be replaced in the same step",
  body: z.strictObject({
    login: z.string().trim().toLowerCase().min(1).max(40),
    password,
    newPassword: password.optional(),
  }),
  answer: me,
});

export const signOut = endpoint({
  name: "staff.sign-out",
  method: "post",
  path: "/api/sign-out",
  permit: "public",
  summary: "Ends this session, if there is one",
  answer: done,
});

export const whoAmI = endpoint({
  name: "staff.who-am-i",
  method: "get",
  path: "/api/me",
  permit: "self.read",
  summary: "Who is signed in and what they may do",
  answer: me,
});

export const changePassword = endpoint({
  name: "staff.change-own-password",
  method: "post",
  path: "/api/me/password",
  permit: "self.read",
  rate: "guess",
  summary: "Changes one's own password and ends one's other sessions",
  body: z.strictObject({ password, newPassword: password }),
  answer: done,
});

export const listStaff = endpoint({
  name: "staff.list",
  method: "get",
  path: "/api/staff",
  permit: "staff.read",
  summary: "Staff within one's scope",
  query: z.strictObject({ active: z.enum(["true", "false"]).optional() }),
  answer: z.array(staffRow),
});

export const createStaff = endpoint({
  name: "staff.create",
  method: "post",
  path: "/api/staff",
  permit: "staff.write",
  summary: "A new member of staff with a one-time password",
  body: z.strictObject({ login, name: personName, roles, scope }),
  answer: withOneTimePassword,
});

export const changeStaff = endpoint({
  name: "staff.change",
  method: "post",
  path: "/api/staff/:id",
  permit: "staff.write",
  summary: "Name, roles and scope",
  params: byId,
  body: z.strictObject({ rev, name: personName, roles, scope, reason: reason.optional() }),
  answer: staffRow,
});

export const deactivateStaff = endpoint({
  name: "staff.deactivate",
  method: "post",
  path: "/api/staff/:id/deactivate",
  permit: "staff.write",
  summary: "Ends all sessions and refuses further ones; undone by reactivating",
  params: byId,
  body: z.strictObject({ rev, reason }),
  answer: staffRow,
});

export const reactivateStaff = endpoint({
  name: "staff.reactivate",
  method: "post",
  path: "/api/staff/:id/reactivate",
  permit: "staff.write",
  summary: "The inverse of deactivating",
  params: byId,
  body: z.strictObject({ rev, reason }),
  answer: staffRow,
});

export const resetPassword = endpoint({
  name: "staff.reset-password",
  method: "post",
  path: "/api/staff/:id/reset-password",
  permit: "staff.write",
  summary: "A new one-time password; ends all sessions and any lock",
  params: byId,
  body: z.strictObject({ reason }),
  answer: withOneTimePassword,
});

export const unlockStaff = endpoint({
  name: "staff.unlock",
  method: "post",
  path: "/api/staff/:id/unlock",
  permit: "staff.write",
  summary: "Lifts the lock after wrong passwords",
  params: byId,
  body: z.strictObject({ reason: reason.optional() }),
  answer: staffRow,
});

export const listSessions = endpoint({
  name: "staff.list-sessions",
  method: "get",
  path: "/api/staff/:id/sessions",
  permit: "sessions.end",
  summary: "A person's newest sessions",
  params: byId,
  answer: z.array(sessionRow),
});

export const endSessions = endpoint({
  name: "staff.end-sessions",
  method: "post",
  path: "/api/staff/:id/sessions/end",
  permit: "sessions.end",
  summary: "Ends a person's sessions at once: all, or the one named",
  params: byId,
  body: z.strictObject({ sessionId: id.optional(), reason }),
  answer: z.strictObject({ ended: z.int() }),
});

const deviceKind = z.enum(["kiosk", "tv"]);
const deviceRow = z.strictObject({
  id,
  rev,
  kind: deviceKind,
  state: z.enum(["pairing", "paired", "revoked"]),
  name: z.string(),
  hallId: id.optional(),
  askedAt: instant,
  pairedAt: instant.optional(),
  pairedBy: z.string().optional(),
  revokedAt: instant.optional(),
  revokedBy: z.string().optional(),
});
export type DeviceRow = z.output<typeof deviceRow>;

const deviceState = z.discriminatedUnion("state", [
  /** No device, a refused one, or a code that ran out: ask for pairing. */
  z.strictObject({ state: z.enum(["unknown", "expired", "revoked"]) }),
  z.strictObject({
    state: z.literal("pairing"),
    deviceId: id,
    kind: deviceKind,
    code: z.string(),
    expiresAt: instant,
  }),
  z.strictObject({
    state: z.literal("paired"),
    deviceId: id,
    kind: deviceKind,
    name: z.string(),
    hallId: id,
    hallName: z.string(),
    hallNameEn: z.string().optional(),
  }),
]);
export type DeviceSelf = z.output<typeof deviceState>;

export const askPairing = endpoint({
  name: "devices.ask-pairing",
  method: "post",
  path: "/api/devices/pair",
  permit: "public",
  rate: "guess",
  summary: "A kiosk or television asks for a code to show; its token comes as a cookie",
  body: z.strictObject({ kind: deviceKind }),
  answer: z.strictObject({ deviceId: id, code: z.string(), expiresAt: instant }),
});

export const deviceSelf = endpoint({
  name: "devices.self",
  method: "get",
  path: "/api/devices/me",
  permit: "public",
  summary: "What a device polls until it is paired",
  answer: deviceState,
});

export const listDevices = endpoint({
  name: "devices.list",
  method: "get",
  path: "/api/devices",
  permit: "devices.read",
  summary: "Paired and revoked devices within one's scope",
  answer: z.array(deviceRow),
});

export const approveDevice = endpoint({
  name: "devices.approve",
  method: "post",
  path: "/api/devices/approve",
  permit: "devices.pair",
  summary: "Pairs the device that shows the code with a hall",
  body: z.strictObject({
    code: z.string().trim().toUpperCase().min(1).max(12),
    name: personName,
    hallId: id,
  }),
  answer: deviceRow,
});

export const revokeDevice = endpoint({
  name: "devices.revoke",
  method: "post",
  path: "/api/devices/:id/revoke",
  permit: "devices.pair",
  summary: "Shuts a device out at once; it may ask to be paired again",
  params: byId,
  body: z.strictObject({ rev, reason }),
  answer: deviceRow,
});

const auditRow = z.strictObject({
  id,
  at: instant,
  command: z.string(),
  actorKind: z.enum(["staff", "kiosk", "tv", "system"]),
  actorId: z.string(),
  actorName: z.string(),
  origin: z.string(),
  reason: z.string().optional(),
  subjects: z.array(z.string()),
});
export type AuditRow = z.output<typeof auditRow>;

export const auditPage = endpoint({
  name: "audit.page",
  method: "get",
  path: "/api/audit",
  permit: "audit.read",
  summary: "Acts, newest first; a page may be short while there is a next one",
  query: z.strictObject({
    /** Inclusive and exclusive. */
    from: queryInt(0, 32_503_680_000_000).optional(),
    to: queryInt(0, 32_503_680_000_000).optional(),
    actorId: id.optional(),
    command: line(60).optional(),
    subject: line(120).optional(),
    limit: queryInt(1, 200).default(50),
    /** `next` of the page before. */
    after: id.optional(),
  }),
  answer: z.strictObject({ rows: z.array(auditRow), next: id.nullable() }),
});
