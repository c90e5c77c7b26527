import { ok, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import type { JournalWalk } from "@warmline/shared/ledger/types.ts";
import type { PostedAnswer, WalkAnswer } from "@warmline/shared/wire/ledger-answers.ts";
import { ledgerEndpoints as endpoints } from "@warmline/shared/wire/ledger.ts";
import type { Deps } from "../platform/deps.ts";
import { serve, type Route } from "../platform/http/serve.ts";
import { applyPrepaid } from "./apply-prepaid.ts";
import { cancelWalk } from "./cancel-walk.ts";
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
import { readWalk, walkAnswer } from "./read-walk.ts";
import { reverse } from "./reverse.ts";
import { startWalk } from "./start-walk.ts";
import { verifyOne } from "./verify-one.ts";
import type { Walker } from "./walker.ts";

export function ledgerRoutes(deps: Deps, walker: Walker): Route[] {
  return [...readRoutes(deps), ...postRoutes(deps), ...walkRoutes(deps, walker)];
}

function walkRoutes(deps: Deps, walker: Walker): Route[] {
  const shown = async (outcome: Result<JournalWalk>): Promise<Result<WalkAnswer>> =>
    outcome.ok ? ok(await walkAnswer(deps, walker, outcome.value)) : outcome;
  return [
    serve(endpoints.journalWalk, ({ actor }) => readWalk(deps, walker, actor)),
    serve(endpoints.startWalk, async (call) =>
      shown(await startWalk(deps, walker, call, call.body)),
    ),
    serve(endpoints.cancelWalk, async (call) =>
      shown(await cancelWalk(deps, walker, call, call.body)),
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
