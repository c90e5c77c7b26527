import { manifest } from "../api/manifest.ts";
import * as answersApi from "./answers-api.ts";
import * as api from "./api.ts";
import { answersView, chatCourseView, chatdeskView } from "./live.ts";
import { chatdeskPermissions } from "./permissions.ts";

/** 会话台: conversations in writing that asked for a person. */
export const chatdeskManifest = manifest("chatdesk", {
  permissions: [chatdeskPermissions],
  endpoints: [api, answersApi],
  refusals: { ...api.chatdeskRefusals, ...answersApi.answerRefusals },
  views: [chatdeskView, chatCourseView, answersView],
});
