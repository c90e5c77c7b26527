import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { noticesManifest } from "@warmline/shared/notices/manifest.ts";
import { noticePreferences, noticeProgress, notices } from "@warmline/shared/notices/model.ts";
import { naming } from "../../platform/audit/subjects.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import { expireJob } from "./expire-job.ts";
import { followNotices } from "./follow.ts";
import { noticeRoutes } from "./routes.ts";
import { sendJob } from "./send-job.ts";
import { spreadJob } from "./spread-job.ts";

/** 通知: what people are told without having asked just now, by chat or text message. */
export const noticesModule: Module = {
  manifest: noticesManifest,
  collections: [notices, noticePreferences, noticeProgress],
  routes: noticeRoutes,
  jobs: [sendJob as Job, spreadJob as Job, expireJob],
  follow: followNotices,
  subjects: [
    naming({ collection: notices, name: ({ raisedAt }) => ({ text: formatInstant(raisedAt) }) }),
  ],
};
