import { ok, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import type { PostedAnswer } from "@warmline/shared/wire/ledger-answers.ts";
import { ledgerEndpoints as endpoints } from "@warmline/shared/wire/ledger.ts";
import type { Deps } from "../platform/deps.ts";
import { serve, type Route } from "../platform/http/serve.ts";
import { applyPrepaid } from "./apply-prepaid.ts";
import { charge } from "./charge.ts";
import { openBalances } from "./open-balances.ts";
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
import { reverse } from "./reverse.ts";
import { verifyOne } from "./verify-one.ts";

export function ledgerRoutes(deps: Deps): Route[] {
  return [...readRoutes(deps), ...postRoutes(deps)];
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
