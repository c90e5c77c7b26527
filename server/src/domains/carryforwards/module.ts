import { carryForwardsManifest } from "@warmline/shared/carryforwards/manifest.ts";
import {
  carryBranches,
  carryChunks,
  carryExceptions,
  carryForwards,
  carryLines,
} from "@warmline/shared/carryforwards/model.ts";
import { naming } from "../../platform/audit/subjects.ts";
import { anyApprovable } from "../../platform/commands/approvable.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import { carryForwardJob } from "./carry-job.ts";
import { followCarryForwards } from "./follow.ts";
import { carryForwardRoutes } from "./routes.ts";
import { sealing } from "./seal-request.ts";
import { withdrawing } from "./withdraw-request.ts";

/** 年度结转: how every account stood at the end of a day, with its proof. */
export const carryForwardsModule: Module = {
  manifest: carryForwardsManifest,
  collections: [carryForwards, carryChunks, carryLines, carryBranches, carryExceptions],
  routes: carryForwardRoutes,
  jobs: [carryForwardJob as Job],
  follow: followCarryForwards,
  approvables: [anyApprovable(sealing), anyApprovable(withdrawing)],
  subjects: [naming({ collection: carryForwards, name: ({ day }) => ({ text: day }) })],
};
