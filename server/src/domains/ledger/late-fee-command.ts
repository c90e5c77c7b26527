import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { accruedFees, type LateRules } from "@warmline/shared/ledger/accrued-fees.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import type { LateFeeCode } from "@warmline/shared/ledger/kinds/late-fee.ts";
import type { InstalmentPlan } from "@warmline/shared/ledger/plan.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { lateRulesFor } from "./late-rules.ts";
import { readPlans } from "./plans-of.ts";
import { postTo, readPostable, readStream, refuseUnseen } from "./posting.ts";
import type { WholeAccount } from "./entry-batch.ts";

export interface ChargeLateFee {
  /** The household. */
  readonly id: string;
  /** The last day that counts, as it was shown. */
  readonly day: CityDate;
  readonly seenSeq?: number | undefined;
}

interface LateAccount extends WholeAccount {
  readonly rules: LateRules;
  readonly plans: readonly InstalmentPlan[];
}

type Code = "day-closed" | "account-changed" | "day-ahead" | LateFeeCode;

/**
 * 计收违约金: what a household has come to by being late and was not charged yet. Its inverse is the
 * reversal of its entry; by itself none is ever charged. Refusals, in this order: `not-found`,
 * `day-closed`, `account-changed`, `day-ahead` (later than today), those of the rule.
 */
export const chargeLateFee = command({
  name: "ledger.charge-late-fee",
  mutex: ({ id }: ChargeLateFee) => `accounts/${id}`,
  scope: ({ household }: LateAccount) => household.place,
  async load(
    reads,
    { id }: ChargeLateFee,
    moment,
  ): Promise<Result<LateAccount, "not-found" | Code>> {
    const account = await readPostable(reads, id, moment);
    if (!account.ok) return account;
    const [stream, plans] = await Promise.all([readStream(reads, id), readPlans(reads, id)]);
    const rules = await lateRulesFor(reads, stream);
    return ok({ ...account.value, stream, plans, rules });
  },
  decide(state, { day, seenSeq }, moment): Result<Decision<PostedAnswer>, Code> {
    const unseen = refuseUnseen(state, seenSeq);
    if (unseen !== null) return unseen;
    const today = cityDate(moment.at);
    if (day > today) return refuse("day-ahead", { today });
    const { household, account, stream, rules, plans } = state;
    const accrued = accruedFees(household.id, stream, { until: day, rules, plans });
    const entryId = moment.nextId();
    const posting = KINDS.lateFee.decide(positionOf(account), { entryId, accrued });
    return postTo(state, moment, { entryId, posting });
  },
});
