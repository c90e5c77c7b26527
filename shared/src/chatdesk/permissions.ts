import type { Role } from "../access/actor.ts";
import { permission } from "../access/permission.ts";

/** As with calls: the hotline, and overflow whom a supervisor gave a number of chats. */
const SERVING: readonly Role[] = ["agent", "supervisor", "dispatcher", "cashier", "hall-manager"];

export const chatdeskPermissions = {
  read: permission("chatdesk.read", SERVING),
  /** Takes chats that asked for a person, and writes in them. */
  serve: permission("chatdesk.serve", SERVING),
  /** Takes a chat from an agent back into the queue. */
  steer: permission("chatdesk.steer", ["supervisor"]),
  /** 常用语: what everybody at the desks writes by a shortcut. */
  keepAnswers: permission("chatdesk.keep-answers", ["supervisor"]),
};
