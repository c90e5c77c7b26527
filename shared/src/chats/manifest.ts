import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { chatPermissions } from "./permissions.ts";

/** 会话窗: people who write to us, and what is on its way to them. */
export const chatsManifest = manifest("chats", {
  permissions: [chatPermissions],
  endpoints: [{ listUnsent: api.listUnsent, resendMessage: api.resendMessage }],
  refusals: api.chatRefusals,
});
