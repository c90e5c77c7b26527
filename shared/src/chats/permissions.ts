import { permission } from "../access/permission.ts";

export const chatPermissions = {
  /** An account tells what people write to it. */
  tell: permission("chats.tell", ["channel"]),
  /** Sees what could not be sent to residents, and has it sent again. */
  outbox: permission("chats.outbox", ["supervisor"]),
};
