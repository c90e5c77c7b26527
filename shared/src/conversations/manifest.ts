import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { conversationPermissions } from "./permissions.ts";

/** 对话: they are begun and go on through the doors of the channels. */
export const conversationsManifest = manifest("conversations", {
  permissions: [conversationPermissions],
  endpoints: [api],
  refusals: api.conversationRefusals,
});
