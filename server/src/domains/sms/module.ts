import { smsManifest } from "@warmline/shared/sms/manifest.ts";
import { smsMessages } from "@warmline/shared/sms/model.ts";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { naming } from "../../platform/audit/subjects.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import { smsRoutes } from "./routes.ts";
import { followAsked, sendJob } from "./send-job.ts";
import { smsViews } from "./views.ts";

/** 短信: text messages to whoever reports. Which line sends them is a channel's. */
export const smsModule: Module = {
  manifest: smsManifest,
  collections: [smsMessages],
  routes: smsRoutes,
  views: smsViews,
  jobs: [sendJob as Job],
  follow: followAsked,
  subjects: [
    naming({ collection: smsMessages, name: ({ askedAt }) => ({ text: formatInstant(askedAt) }) }),
  ],
};
