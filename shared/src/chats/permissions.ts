import { permission } from "../access/permission.ts";

export const chatPermissions = {
  /** An account tells what people write to it. */
  tell: permission("chats.tell", ["channel"]),
};
