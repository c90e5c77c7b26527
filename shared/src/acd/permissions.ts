import { permission } from "../access/permission.ts";

export const acdPermissions = {
  read: permission("acd.read", ["agent", "supervisor"]),
  /** Takes calls. */
  serve: permission("acd.serve", ["agent", "supervisor"]),
  /** Says who is good at what, and who takes calls. */
  steer: permission("acd.steer", ["supervisor"]),
  /** Hears what is said in a talk of others, and may speak in it. */
  monitor: permission("acd.monitor", ["supervisor"]),
};
