import { invoicesManifest } from "@warmline/shared/invoices/manifest.ts";
import { invoiceProgress, invoices, invoiceSeries } from "@warmline/shared/invoices/model.ts";
import { naming } from "../../platform/audit/subjects.ts";
import type { Job } from "../../platform/jobs/job.ts";
import type { Module } from "../../platform/module.ts";
import { followInvoices } from "./follow.ts";
import { issueJob } from "./issue-job.ts";
import { invoiceRoutes } from "./routes.ts";

/** 电子发票: data of invoices over what was paid. Which provider issues them is brought. */
export const invoicesModule: Module = {
  manifest: invoicesManifest,
  collections: [invoices, invoiceSeries, invoiceProgress],
  routes: invoiceRoutes,
  jobs: [issueJob as Job],
  follow: followInvoices,
  subjects: [naming({ collection: invoices, name: ({ id }) => ({ text: id }) })],
};
