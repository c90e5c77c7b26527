import { ledgerManifest } from "@warmline/shared/ledger/manifest.ts";
import { accounts, entries, receiptSeries } from "@warmline/shared/ledger/model.ts";
import { verificationRuns } from "@warmline/shared/ledger/verification.ts";
import type { Module } from "../../platform/module.ts";
import { ledgerRoutes } from "./routes.ts";
import { ledgerSubjects } from "./subjects.ts";
import { verificationJob } from "./verification-job.ts";
import { ledgerViews } from "./views.ts";

export const ledgerModule: Module = {
  manifest: ledgerManifest,
  collections: [entries, accounts, receiptSeries, verificationRuns],
  routes: ledgerRoutes,
  views: ledgerViews,
  jobs: [verificationJob],
  subjects: ledgerSubjects,
};
