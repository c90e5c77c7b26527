import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, personName, reason, rev } from "../api/fields.ts";
import { askedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { login, roles, scope } from "./api.ts";
import { HALVES } from "./handover.ts";
import { staffPermissions } from "./permissions.ts";

const person = { name: personName, roles, scope };
const why = { reason, ...withFiles };

/** What another administrator is to approve. */
const wanted = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("create"), login, ...person, ...why }),
  z.strictObject({ act: z.literal("change"), id, rev, ...person, ...why }),
  z.strictObject({ act: z.literal("reactivate"), id, rev, ...why }),
  z.strictObject({ act: z.literal("reset-password"), id, ...why }),
]);
export type WantedRights = z.output<typeof wanted>;

export const askRights = endpoint({
  name: "staff.ask-rights",
  method: "post",
  path: "/api/staff-requests",
  permit: staffPermissions.write,
  summary: "Asks for rights or a password that another administrator has to approve",
  body: wanted,
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [
    "not-found",
    "login-taken",
    "scope-unknown",
    "already-active",
    "own-rights",
    "no-second-administrator",
    "request-pending",
    "file-not-found",
  ],
});

export const drawHalf = endpoint({
  name: "staff.draw-half",
  method: "post",
  path: "/api/staff/:id/draw-half",
  permit: staffPermissions.write,
  summary: "Shows one's half of a new password, once; drawn anew it voids the half of the other",
  params: z.strictObject({ id }),
  body: z.strictObject({}),
  answer: z.strictObject({
    half: z.enum(HALVES),
    /** Good for nothing without the other half. */
    secret: z.string(),
    /** The half that the other administrator drew before is good for nothing any more. */
    voidsOther: z.boolean(),
  }),
  refusals: ["password-shown-once", "not-found", "handover-over", "not-your-half"],
});
