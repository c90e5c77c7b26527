import { dunningManifest } from "@warmline/shared/dunning/manifest.ts";
import { dunningCases, dunningEvents } from "@warmline/shared/dunning/model.ts";
import { dunningSlips } from "@warmline/shared/dunning/slip.ts";
import { naming } from "../../platform/audit/subjects.ts";
import { anyApprovable } from "../../platform/commands/approvable.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import { followDunning } from "./follow.ts";
import { lookJob } from "./look-job.ts";
import { dunningRoutes } from "./routes.ts";
import { orderingValve } from "./valve-commands.ts";

/** 催缴: what is done about what is overdue, step by step, and what stands in its way. */
export const dunningModule: Module = {
  manifest: dunningManifest,
  collections: [dunningCases, dunningEvents, dunningSlips],
  routes: dunningRoutes,
  jobs: [lookJob as Job],
  follow: followDunning,
  approvables: [anyApprovable(orderingValve)],
  subjects: [
    naming({ collection: dunningEvents, name: ({ on }) => ({ text: on }) }),
    naming({ collection: dunningSlips, name: ({ on }) => ({ text: on }) }),
  ],
};
