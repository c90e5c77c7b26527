import { ok, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import type { VerificationRun } from "@warmline/shared/ledger/verification.ts";
import type { PostedAnswer, VerificationAnswer } from "@warmline/shared/ledger/answers.ts";
import { ledgerEndpoints as endpoints } from "@warmline/shared/ledger/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { applyPrepaid } from "./apply-prepaid.ts";
import { cancelVerification } from "./cancel-verification.ts";
import { charge } from "./charge.ts";
import { openBalances } from "./open-balances.ts";
import { checkOpenings, openMany } from "./open-many.ts";
import { pay } from "./pay.ts";
import type { PostedEntry } from "./post.ts";
import {
  accountByNumber,
  answerEntry,
  entryPage,
  householdDebt,
  previewPayment,
  receiptOf,
} from "./queries.ts";
import { readVerification, verificationAnswer } from "./read-verification.ts";
import { reverse } from "./reverse.ts";
import { startVerification } from "./start-verification.ts";
import { verifyOne } from "./verify-one.ts";

export function ledgerRoutes(deps: Deps): Route[] {
  return [...readRoutes(deps), ...postRoutes(deps), ...verificationRoutes(deps)];
}

function verificationRoutes(deps: Deps): Route[] {
  const shown = async (outcome: Result<VerificationRun>): Promise<Result<VerificationAnswer>> =>
    outcome.ok ? ok(await verificationAnswer(deps, outcome.value)) : outcome;
  return [
    serve(endpoints.verificationRun, ({ actor }) => readVerification(deps, actor)),
    serve(endpoints.startVerification, async (call) =>
      shown(await startVerification(deps, call, call.body)),
    ),
    serve(endpoints.cancelVerification, async (call) =>
      shown(await cancelVerification(deps, call, call.body)),
    ),
  ];
}

function readRoutes(deps: Deps): Route[] {
  return [
    serve(endpoints.accountByNumber, ({ actor, params }) =>
      accountByNumber(deps, actor, params.number),
    ),
    serve(endpoints.debt, ({ actor, params }) => householdDebt(deps, actor, params.id)),
    serve(endpoints.entries, ({ actor, params, query }) =>
      entryPage(deps, actor, { householdId: params.id, ...query }),
    ),
    serve(endpoints.previewPayment, ({ actor, params, query }) =>
      previewPayment(deps, actor, { householdId: params.id, ...query }),
    ),
    serve(endpoints.receipt, ({ actor, params }) => receiptOf(deps, actor, params.id)),
    serve(endpoints.verify, ({ actor, body }) => verifyOne(deps, actor, body.householdId)),
  ];
}

function postRoutes(deps: Deps): Route[] {
  return [
    serve(endpoints.pay, (call) =>
      posted(pay(deps, call, { householdId: call.params.id, ...call.body })),
    ),
    serve(endpoints.charge, (call) =>
      posted(charge(deps, call, { householdId: call.params.id, ...call.body })),
    ),
    serve(endpoints.applyPrepaid, (call) =>
      posted(applyPrepaid(deps, call, { householdId: call.params.id, ...call.body })),
    ),
    serve(endpoints.open, (call) =>
      posted(openBalances(deps, call, { householdId: call.params.id, ...call.body })),
    ),
    serve(endpoints.checkOpenings, async ({ actor, body }) =>
      ok(await checkOpenings(deps, actor, body.rows)),
    ),
    serve(endpoints.openMany, (call) => openMany(deps, call, call.body.rows, call.body.reason)),
    serve(endpoints.reverse, (call) =>
      posted(reverse(deps, call, { entryId: call.params.id, ...call.body })),
    ),
  ];
}

async function posted(
  outcome: Promise<{ readonly ok: true; readonly value: PostedEntry } | Refusal>,
): Promise<Result<PostedAnswer>> {
  const result = await outcome;
  if (!result.ok) return result;
  const { entry, settlement, debt } = result.value;
  return ok({
    entry: answerEntry(entry),
    ...(settlement === undefined ? {} : { settlement: answerEntry(settlement) }),
    debt,
  });
}
