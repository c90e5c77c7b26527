import { cannedAnswers } from "@warmline/shared/chatdesk/canned.ts";
import { chatdeskManifest } from "@warmline/shared/chatdesk/manifest.ts";
import { deskChats } from "@warmline/shared/chatdesk/model.ts";
import { chatPeriods } from "@warmline/shared/chatdesk/periods.ts";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { naming } from "../../platform/audit/subjects.ts";
import type { Module } from "../../platform/module.ts";
import { answerViews } from "./answers-view.ts";
import { courseViews } from "./course-view.ts";
import { followChats } from "./dispatcher.ts";
import { chatdeskRoutes } from "./routes.ts";
import { chatdeskViews } from "./views.ts";

/** 会话台: conversations in writing that asked for a person. */
export const chatdeskModule: Module = {
  manifest: chatdeskManifest,
  collections: [deskChats, cannedAnswers, chatPeriods],
  routes: chatdeskRoutes,
  views: (deps) => [...chatdeskViews(deps), ...courseViews(deps), ...answerViews(deps)],
  follow: followChats,
  subjects: [
    naming({
      collection: deskChats,
      name: ({ enteredAt }) => ({ text: formatInstant(enteredAt) }),
    }),
    naming({ collection: cannedAnswers, name: ({ shortcut }) => ({ text: shortcut }) }),
  ],
};
