import type { Actor } from "@warmline/shared/access/actor.ts";
import { addFen, fen, subtractFen, totalFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { onAccountFen, owedFen } from "@warmline/shared/ledger/account.ts";
import { accruedFees } from "@warmline/shared/ledger/accrued-fees.ts";
import type { FormatIn } from "@warmline/shared/ledger/debt.ts";
import { isFormerAccount } from "@warmline/shared/ledger/holder-account.ts";
import type { AccruedFee } from "@warmline/shared/ledger/kinds/late-fee.ts";
import type { LateFeesAnswer } from "@warmline/shared/ledger/late-fee-api.ts";
import { explainStep } from "@warmline/shared/ledger/steps.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { lateRulesFor, readLateStream } from "./late-rules.ts";
import { readPlans } from "./plans-of.ts";
import { accountFor, type ReadCode } from "./posting.ts";

/** The rule gives each message its values; it is tested with all of them. */
const format = formatMessage as FormatIn;

/**
 * 应计未入账违约金: what a household has come to by today by being late, beside what it owes. Of a
 * former holder's account nothing. Refusals, in this order: `not-found`, `out-of-scope`.
 */
export async function lateFeesNow(
  deps: Pick<Deps, "store" | "clock">,
  actor: Actor,
  accountId: string,
): Promise<Result<LateFeesAnswer, ReadCode>> {
  const found = await accountFor(deps, actor, accountId);
  if (!found.ok) return found;
  const { account } = found.value;
  const day = cityDate(deps.clock.now());
  const stream = isFormerAccount(accountId) ? [] : await readLateStream(deps.store, accountId);
  const [rules, plans] = await Promise.all([
    lateRulesFor(deps.store, stream),
    stream.length === 0 ? [] : readPlans(deps.store, accountId),
  ]);
  const accrued = accruedFees(accountId, stream, { until: day, rules, plans });
  const fees = accrued.filter(({ step }) => step.amountFen !== 0).map(told);
  const amountFen = totalFen(fees.map(({ step }) => positive(step.amountFen)));
  // What is on account pays it at once.
  const owed = subtractFen(addFen(owedFen(account), amountFen), onAccountFen(account));
  return ok({ day, seq: account.seq, amountFen, owedAfterFen: positive(owed), fees });
}

function told({ lateOf, season, step }: AccruedFee): LateFeesAnswer["fees"][number] {
  const zh = explainStep(step, (...message) => format("zh", ...message));
  const en = explainStep(step, (...message) => format("en", ...message));
  return { lateOf, season, step, why: { zh, en } };
}

function positive(amountFen: Fen): Fen {
  return fen(Math.max(0, amountFen));
}
