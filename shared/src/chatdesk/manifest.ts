import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { chatCourseView, chatdeskView } from "./live.ts";
import { chatdeskPermissions } from "./permissions.ts";

/** 会话台: conversations in writing that asked for a person. */
export const chatdeskManifest = manifest("chatdesk", {
  permissions: [chatdeskPermissions],
  endpoints: [api],
  refusals: api.chatdeskRefusals,
  views: [chatdeskView, chatCourseView],
});
