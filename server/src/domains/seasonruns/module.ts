import { seasonRunsManifest } from "@warmline/shared/seasonruns/manifest.ts";
import { runChunks, runExceptions, seasonRuns } from "@warmline/shared/seasonruns/model.ts";
import { naming } from "../../platform/audit/subjects.ts";
import { anyApprovable } from "../../platform/commands/approvable.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import { chargingByRun } from "./charge-request.ts";
import { followSeasonRuns } from "./follow.ts";
import { seasonRunRoutes } from "./routes.ts";
import { seasonRunJob } from "./run-job.ts";
import { undoingRun } from "./undo-request.ts";

/** 批量出账: a season charged, and undone, for the whole city. */
export const seasonRunsModule: Module = {
  manifest: seasonRunsManifest,
  collections: [seasonRuns, runChunks, runExceptions],
  routes: seasonRunRoutes,
  jobs: [seasonRunJob as Job],
  follow: followSeasonRuns,
  approvables: [anyApprovable(chargingByRun), anyApprovable(undoingRun)],
  subjects: [naming({ collection: seasonRuns, name: ({ season }) => ({ text: season }) })],
};
