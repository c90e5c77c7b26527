import { ledgerManifest } from "@warmline/shared/ledger/manifest.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { books } from "@warmline/shared/ledger/books.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import { payments, receiptSeries } from "@warmline/shared/ledger/payment.ts";
import { instalmentPlans } from "@warmline/shared/ledger/plan.ts";
import { refunds, refundSeries } from "@warmline/shared/ledger/refund.ts";
import { shifts } from "@warmline/shared/ledger/shift.ts";
import { verificationRuns } from "@warmline/shared/ledger/verification.ts";
import { anyApprovable } from "../../platform/commands/approvable.ts";
import type { Module } from "../../platform/module.ts";
import { anySearchable } from "../../platform/search/searchable.ts";
import { ledgerRoutes } from "./routes.ts";
import { refunding } from "./refund-request.ts";
import { relieving } from "./relief-request.ts";
import { reversal } from "./reversal-request.ts";
import { searchableReceipts } from "./search-entries.ts";
import { searchableRefunds } from "./search-refunds.ts";
import { respacing } from "./space-request.ts";
import { restopping } from "./stop-request.ts";
import { ledgerSubjects } from "./subjects.ts";
import { verificationJob } from "./verification-job.ts";
import { ledgerViews } from "./views.ts";
import { settlingMetered } from "./settlement-request.ts";
import { agreeingPlan } from "./agree-plan.ts";
import { writingOff } from "./write-off-request.ts";

export const ledgerModule: Module = {
  manifest: ledgerManifest,
  collections: [
    entries,
    accounts,
    payments,
    receiptSeries,
    refunds,
    refundSeries,
    books,
    shifts,
    instalmentPlans,
    verificationRuns,
  ],
  routes: ledgerRoutes,
  views: ledgerViews,
  jobs: [verificationJob],
  approvables: [
    anyApprovable(reversal),
    anyApprovable(respacing),
    anyApprovable(restopping),
    anyApprovable(refunding),
    anyApprovable(relieving),
    anyApprovable(writingOff),
    anyApprovable(settlingMetered),
    anyApprovable(agreeingPlan),
  ],
  searchables: [anySearchable(searchableReceipts), anySearchable(searchableRefunds)],
  subjects: ledgerSubjects,
};
