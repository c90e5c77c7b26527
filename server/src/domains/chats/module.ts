import { chatsManifest } from "@warmline/shared/chats/manifest.ts";
import { chatMedia } from "@warmline/shared/chats/media.ts";
import { chatMessages, chats } from "@warmline/shared/chats/model.ts";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { naming } from "../../platform/audit/subjects.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import { expireJob } from "./expire-job.ts";
import { followMedia, mediaJob } from "./media-job.ts";
import { chatRoutes } from "./routes.ts";
import { followQueued, sendJob } from "./send-job.ts";

/** 会话窗: people who write to us. By which accounts they do is a channel's. */
export const chatsModule: Module = {
  manifest: chatsManifest,
  collections: [chats, chatMessages, chatMedia],
  routes: chatRoutes,
  jobs: [sendJob as Job, mediaJob as Job, expireJob],
  follow: async (deps) => {
    await followQueued(deps);
    await followMedia(deps);
  },
  subjects: [
    naming({ collection: chats, name: ({ lastAt }) => ({ text: formatInstant(lastAt) }) }),
    naming({
      collection: chatMessages,
      name: ({ queuedAt }) => ({ text: formatInstant(queuedAt) }),
    }),
  ],
};
