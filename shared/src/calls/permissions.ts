import { permission } from "../access/permission.ts";

export const callPermissions = {
  read: permission("calls.read", ["agent", "supervisor"]),
  ringBack: permission("calls.ring-back", ["agent", "supervisor"]),
  /** Says which cases a call is about. */
  link: permission("calls.link", ["agent", "supervisor"]),
  /** What was spoken is heard by whoever answers for the agents. */
  recordings: permission("calls.recordings", ["supervisor"]),
  /** A line tells of its calls. */
  tell: permission("calls.tell", ["channel"]),
};
