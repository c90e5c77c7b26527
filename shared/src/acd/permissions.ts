import type { Role } from "../access/actor.ts";
import { permission } from "../access/permission.ts";

const HOTLINE: readonly Role[] = ["agent", "supervisor"];
/** Staff of halls and branches. */
const OVERFLOW: readonly Role[] = ["dispatcher", "cashier", "hall-manager"];

export const acdPermissions = {
  read: permission("acd.read", [...HOTLINE, ...OVERFLOW]),
  /** Takes calls, as an agent of the hotline or as overflow: see overflow.ts. */
  serve: permission("acd.serve", [...HOTLINE, ...OVERFLOW]),
  /** Takes calls from the first moment, and sees how calls of others fared. */
  hotline: permission("acd.hotline", HOTLINE),
  /** Says who is good at what, and who takes calls. */
  steer: permission("acd.steer", ["supervisor"]),
  /** Hears what is said in a talk of others, and may speak in it. */
  monitor: permission("acd.monitor", ["supervisor"]),
};
