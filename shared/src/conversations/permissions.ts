import { permission } from "../access/permission.ts";

export const conversationPermissions = {
  /** Whoever goes on with it, and who leads them. */
  read: permission("conversations.read", ["agent", "supervisor"]),
};
