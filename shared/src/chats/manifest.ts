import { manifest } from "../api/manifest.ts";
import { chatPermissions } from "./permissions.ts";

/** 会话窗: people who write to us, and what is on its way to them. */
export const chatsManifest = manifest("chats", { permissions: [chatPermissions] });
