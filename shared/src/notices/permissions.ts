import { permission } from "../access/permission.ts";

export const noticePermissions = {
  /** Sees what a household was told, and of what it wants to be. */
  read: permission("notices.read", ["agent", "supervisor", "hall-manager", "cashier"]),
  /** Says for a household of what it wants to be told by text message. */
  prefer: permission("notices.prefer", ["agent", "supervisor", "hall-manager", "cashier"]),
  /** Rings those whom no notice reached, or has it sent again. */
  follow: permission("notices.follow", ["agent", "supervisor"]),
};
