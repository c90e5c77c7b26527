import type { Role } from "../access/actor.ts";
import { permission } from "../access/permission.ts";

/** Whoever may have a call at their desk. */
const AT_DESKS: readonly Role[] = ["agent", "supervisor", "dispatcher", "cashier", "hall-manager"];

export const callPermissions = {
  read: permission("calls.read", ["agent", "supervisor"]),
  /** Opens a call: with `read` any in scope, else the one that they have at their desk. */
  open: permission("calls.open", AT_DESKS),
  ringBack: permission("calls.ring-back", ["agent", "supervisor"]),
  /** Says which cases a call is about. */
  link: permission("calls.link", AT_DESKS),
  /** What was spoken is heard by whoever answers for the agents. */
  recordings: permission("calls.recordings", ["supervisor"]),
  /** A line tells of its calls. */
  tell: permission("calls.tell", ["channel"]),
};
