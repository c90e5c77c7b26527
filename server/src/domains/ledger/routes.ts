import { transferHousehold as transferApi } from "@warmline/shared/households/transfer-api.ts";
import * as api from "@warmline/shared/ledger/api.ts";
import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import { returnBalance as returnApi } from "@warmline/shared/ledger/balance-api.ts";
import * as booksApi from "@warmline/shared/ledger/books-api.ts";
import { listHoldings } from "@warmline/shared/ledger/holdings-api.ts";
import * as lateFeeApi from "@warmline/shared/ledger/late-fee-api.ts";
import * as paymentApi from "@warmline/shared/ledger/payment-api.ts";
import * as planApi from "@warmline/shared/ledger/plan-api.ts";
import { readReceipt } from "@warmline/shared/ledger/receipt-api.ts";
import * as refundApi from "@warmline/shared/ledger/refund-api.ts";
import * as reliefApi from "@warmline/shared/ledger/relief-api.ts";
import * as reversalApi from "@warmline/shared/ledger/reversal-api.ts";
import { chargeService as serviceApi } from "@warmline/shared/ledger/service-fee-api.ts";
import * as spaceApi from "@warmline/shared/ledger/space-api.ts";
import * as stopApi from "@warmline/shared/ledger/stop-api.ts";
import * as tillApi from "@warmline/shared/ledger/till-api.ts";
import { readTimeline } from "@warmline/shared/ledger/timeline-api.ts";
import * as verificationApi from "@warmline/shared/ledger/verification-api.ts";
import * as settlementApi from "@warmline/shared/ledger/settlement-api.ts";
import * as writeOffApi from "@warmline/shared/ledger/write-off-api.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { getHousehold, householdAnswer } from "../households/index.ts";
import { agreeingPlan, askPlan, previewPlan } from "./agree-plan.ts";
import { cancelPlan, resumePlan } from "./cancel-plan.ts";
import { returnBalance, transferHousehold } from "./balance-commands.ts";
import { charge } from "./charge-commands.ts";
import { closeDay, reopenDay } from "./close-commands.ts";
import { listDays, readDay } from "./day-queries.ts";
import { keepSheet } from "./day-sheet.ts";
import { holdingsOf } from "./holdings.ts";
import { chargeLateFee } from "./late-fee-command.ts";
import { lateFeesNow } from "./late-fee-query.ts";
import { checkOpenings, openBalances, openMany } from "./opening-commands.ts";
import { applyPrepaid } from "./apply-command.ts";
import { pay } from "./payment-commands.ts";
import { accountByNumber, entryPage, householdDebt, previewPayment } from "./queries.ts";
import { plansOf } from "./plans-of.ts";
import { receiptOf } from "./receipt-query.ts";
import { dropRefund, payRefund, returnRefund } from "./refund-commands.ts";
import { dueRefunds, readRefund, refundableOf } from "./refund-queries.ts";
import { askRefund, previewRefund, refunding } from "./refund-request.ts";
import { askRelief, previewRelief, relieving } from "./relief-request.ts";
import { askReversal, previewReversal, reversal } from "./reversal-request.ts";
import { chargeService } from "./service-fee-command.ts";
import { askSpaces, previewSpaces, respacing } from "./space-request.ts";
import { askStops, previewStops, restopping } from "./stop-request.ts";
import { countTill, openTill, reopenTill } from "./till-commands.ts";
import { readTill } from "./till-queries.ts";
import { accountTimeline } from "./timeline-query.ts";
import { reverse, voidPayment } from "./undo-commands.ts";
import { cancelVerification, startVerification } from "./verification-commands.ts";
import { readVerification } from "./verification-queries.ts";
import { askedFor } from "../requests/index.ts";
import { verifyHousehold } from "./verify-stream.ts";
import { askSettlement, previewSettlement, settlingMetered } from "./settlement-request.ts";
import { askWriteOff, previewWriteOff, writingOff } from "./write-off-request.ts";

export function ledgerRoutes(deps: Deps): Route[] {
  return [
    ...readRoutes(deps),
    ...commandRoutes(deps),
    ...balanceRoutes(deps),
    ...refundRoutes(deps),
    ...bookRoutes(deps),
    ...tillRoutes(deps),
    ...verificationRoutes(deps),
  ];
}

function readRoutes(deps: Deps): Route[] {
  return [
    serve(api.accountByNumber, ({ actor, params }) => accountByNumber(deps, actor, params.number)),
    serve(api.readDebt, ({ actor, params }) => householdDebt(deps, actor, params.id)),
    serve(lateFeeApi.readLateFees, ({ actor, params }) => lateFeesNow(deps, actor, params.id)),
    serve(readTimeline, ({ actor, params, query }) =>
      accountTimeline(deps, actor, { ...params, ...query }),
    ),
    serve(api.listEntries, ({ actor, params, query }) =>
      entryPage(deps, actor, { householdId: params.id, ...query }),
    ),
    serve(api.previewPayment, ({ actor, params, query: { writtenOff, ...query } }) =>
      previewPayment(deps, actor, {
        householdId: params.id,
        ...query,
        writtenOff: writtenOff === "true",
      }),
    ),
    serve(planApi.readPlans, ({ actor, params }) => plansOf(deps, actor, params.id)),
    serve(listHoldings, ({ actor, params }) => holdingsOf(deps, actor, params.id)),
    serve(readReceipt, ({ actor, params }) => receiptOf(deps, actor, params.number)),
    serve(api.checkOpenings, async ({ actor, body }) =>
      ok(await checkOpenings(deps, actor, body.rows)),
    ),
  ];
}

function commandRoutes(deps: Deps): Route[] {
  return [
    handle(deps, paymentApi.pay, pay),
    handle(deps, api.charge, charge),
    handle(deps, lateFeeApi.chargeLateFee, chargeLateFee),
    handle(deps, serviceApi, chargeService),
    handle(deps, api.applyPrepayment, applyPrepaid),
    handle(deps, api.openBalances, openBalances),
    handle(deps, api.openMany, openMany),
    handle(deps, paymentApi.reverseEntry, reverse),
    handle(deps, paymentApi.voidPayment, voidPayment),
    handle(deps, reversalApi.previewReversal, previewReversal, {
      // Why is asked for with the request itself.
      input: ({ params }) => ({ ...params, reason: "-" }),
    }),
    handle(deps, reversalApi.askReversal, askReversal, {
      read: ({ id }, { actor }) => askedFor(deps, actor, reversal, id),
    }),
    handle(deps, spaceApi.previewSpaces, previewSpaces),
    handle(deps, spaceApi.askSpaces, askSpaces, {
      read: ({ id }, { actor }) => askedFor(deps, actor, respacing, id),
    }),
    handle(deps, stopApi.previewStops, previewStops),
    handle(deps, stopApi.askStops, askStops, {
      read: ({ id }, { actor }) => askedFor(deps, actor, restopping, id),
    }),
    handle(deps, reliefApi.previewRelief, previewRelief),
    handle(deps, reliefApi.askRelief, askRelief, {
      read: ({ id }, { actor }) => askedFor(deps, actor, relieving, id),
    }),
    handle(deps, settlementApi.previewSettlement, previewSettlement),
    handle(deps, settlementApi.askSettlement, askSettlement, {
      read: ({ id }, { actor }) => askedFor(deps, actor, settlingMetered, id),
    }),
    handle(deps, planApi.previewPlan, previewPlan),
    handle(deps, planApi.askPlan, askPlan, {
      read: ({ id }, { actor }) => askedFor(deps, actor, agreeingPlan, id),
    }),
    handle(deps, planApi.cancelPlan, cancelPlan),
    handle(deps, planApi.resumePlan, resumePlan),
    handle(deps, writeOffApi.previewWriteOff, previewWriteOff),
    handle(deps, writeOffApi.askWriteOff, askWriteOff, {
      read: ({ id }, { actor }) => askedFor(deps, actor, writingOff, id),
    }),
  ];
}

function balanceRoutes(deps: Deps): Route[] {
  return [
    handle(deps, transferApi, transferHousehold, {
      read: async ({ id }, { actor }) =>
        mapOk(await getHousehold(deps, actor, id), householdAnswer),
    }),
    handle(deps, returnApi, returnBalance),
  ];
}

function refundRoutes(deps: Deps): Route[] {
  const read = ({ id }: { readonly id: string }, { actor }: Caller) => readRefund(deps, actor, id);
  return [
    serve(refundApi.readRefundable, ({ actor, params }) => refundableOf(deps, actor, params.id)),
    serve(refundApi.listDueRefunds, async ({ actor }) => ok(await dueRefunds(deps, actor))),
    serve(refundApi.readRefund, ({ actor, params }) => readRefund(deps, actor, params.id)),
    handle(deps, refundApi.previewRefund, previewRefund, {
      // Why is asked for with the request itself.
      input: ({ params, query }) => ({ ...params, ...query, reason: "-" }),
    }),
    handle(deps, refundApi.askRefund, askRefund, {
      read: ({ id }, { actor }) => askedFor(deps, actor, refunding, id),
    }),
    handle(deps, refundApi.payRefund, payRefund, { read }),
    handle(deps, refundApi.dropRefund, dropRefund, { read }),
    handle(deps, refundApi.returnRefund, returnRefund, { read }),
  ];
}

function bookRoutes(deps: Deps): Route[] {
  return [
    serve(booksApi.listDays, async ({ actor, query }) => ok(await listDays(deps, actor, query))),
    serve(booksApi.readDay, ({ actor, params }) => readDay(deps, actor, params)),
    handle(deps, booksApi.closeDay, closeDay, {
      async read(day, call) {
        await keepSheet(deps, call, day);
        return readDay(deps, call.actor, day);
      },
    }),
    handle(deps, booksApi.reopenDay, reopenDay, {
      read: (day, { actor }) => readDay(deps, actor, day),
    }),
  ];
}

function tillRoutes(deps: Deps): Route[] {
  const read = async (_: unknown, { actor }: Caller) => ok(await readTill(deps, actor));
  return [
    serve(tillApi.readTill, async ({ actor }) => ok(await readTill(deps, actor))),
    handle(deps, tillApi.openTill, openTill, { read }),
    handle(deps, tillApi.countTill, countTill, { read }),
    handle(deps, tillApi.reopenTill, reopenTill, { read }),
  ];
}

function verificationRoutes(deps: Deps): Route[] {
  return [
    serve(verificationApi.verifyHousehold, ({ actor, body }) =>
      verifyHousehold(deps, actor, body.householdId),
    ),
    serve(verificationApi.readVerification, ({ actor }) => readVerification(deps, actor)),
    serve(verificationApi.startVerification, (call) => startVerification(deps, call, call.body)),
    serve(verificationApi.cancelVerification, (call) => cancelVerification(deps, call, call.body)),
  ];
}
