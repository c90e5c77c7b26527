import { manifest } from "../api/manifest.ts";
import { transferHousehold } from "../households/transfer-api.ts";
import * as api from "./api.ts";
import * as balance from "./balance-api.ts";
import * as books from "./books-api.ts";
import { householdView } from "./live.ts";
import * as lateFee from "./late-fee-api.ts";
import * as payment from "./payment-api.ts";
import * as plan from "./plan-api.ts";
import { listHoldings } from "./holdings-api.ts";
import { readReceipt } from "./receipt-api.ts";
import { ledgerPermissions } from "./permissions.ts";
import * as refund from "./refund-api.ts";
import * as relief from "./relief-api.ts";
import * as reversal from "./reversal-api.ts";
import { chargeService } from "./service-fee-api.ts";
import * as settlement from "./settlement-api.ts";
import * as space from "./space-api.ts";
import * as stop from "./stop-api.ts";
import { readTimeline } from "./timeline-api.ts";
import * as till from "./till-api.ts";
import * as verification from "./verification-api.ts";
import * as writeOff from "./write-off-api.ts";

export const ledgerManifest = manifest("ledger", {
  permissions: [ledgerPermissions],
  endpoints: [
    api,
    payment,
    books,
    till,
    reversal,
    refund,
    relief,
    settlement,
    space,
    stop,
    balance,
    lateFee,
    writeOff,
    plan,
    verification,
    { chargeService, readReceipt, listHoldings, readTimeline, transferHousehold },
  ],
  refusals: { ...api.ledgerRefusals, ...plan.planRefusals, ...stop.stopTermsRefusals },
  views: [householdView],
});
