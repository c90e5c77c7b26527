import { outageRefundsManifest } from "@warmline/shared/outagerefunds/manifest.ts";
import { outageRefunds } from "@warmline/shared/outagerefunds/model.ts";
import { naming } from "../../platform/audit/subjects.ts";
import { anyApprovable } from "../../platform/commands/approvable.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import { followOutageRefunds } from "./follow.ts";
import { outageRefundJob } from "./refund-job.ts";
import { refundingOutage } from "./refund-request.ts";
import { outageRefundRoutes } from "./routes.ts";
import { undoingOutage } from "./undo-request.ts";

/** 停热整片退费: what an incident's households are refunded, as one thing, and undone. */
export const outageRefundsModule: Module = {
  manifest: outageRefundsManifest,
  collections: [outageRefunds],
  routes: outageRefundRoutes,
  jobs: [outageRefundJob as Job],
  follow: followOutageRefunds,
  approvables: [anyApprovable(refundingOutage), anyApprovable(undoingOutage)],
  subjects: [
    naming({ collection: outageRefunds, name: ({ incidentNumber }) => ({ text: incidentNumber }) }),
  ],
};
