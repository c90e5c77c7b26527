import { dunningRunsManifest } from "@warmline/shared/dunningruns/manifest.ts";
import { dunningMessages, dunningRuns } from "@warmline/shared/dunningruns/model.ts";
import { naming } from "../../platform/audit/subjects.ts";
import { anyApprovable } from "../../platform/commands/approvable.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import { followDunningRuns } from "./follow.ts";
import { dunningRunRoutes } from "./routes.ts";
import { dunningRunJob } from "./run-job.ts";
import { sendingByRun } from "./send-request.ts";

/** 短信催缴: a branch's work list written to, by chat or text message. */
export const dunningRunsModule: Module = {
  manifest: dunningRunsManifest,
  collections: [dunningRuns, dunningMessages],
  routes: dunningRunRoutes,
  jobs: [dunningRunJob as Job],
  follow: followDunningRuns,
  approvables: [anyApprovable(sendingByRun)],
  subjects: [naming({ collection: dunningRuns, name: ({ day }) => ({ text: day }) })],
};
