import type { Result } from "@warmline/shared/kernel/result.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { KINDS } from "@warmline/shared/ledger/entry.ts";
import type { ApplyCode } from "@warmline/shared/ledger/kinds/prepayment-applied.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { postTo, readPostable, refuseUnseen, type PostableAccount } from "./posting.ts";

interface ApplyInput {
  readonly id: string;
  /** This season alone; otherwise all that is open, oldest first. */
  readonly season?: string | undefined;
  readonly seenSeq?: number | undefined;
}

/**
 * 预存冲抵, where an upgrade left what is free beside what is open. Refusals, in this order:
 * `not-found`, `day-closed`, `account-changed`, then of the rule.
 */
export const applyPrepaid = command({
  name: "ledger.apply-prepaid",
  mutex: ({ id }: ApplyInput) => `accounts/${id}`,
  scope: ({ household }: PostableAccount) => household.place,
  load: (reads, { id }, moment): Promise<Result<PostableAccount, "not-found" | AppliedCode>> =>
    readPostable(reads, id, moment),
  decide(state, { season, seenSeq }, moment): Result<Decision<PostedAnswer>, AppliedCode> {
    const unseen = refuseUnseen(state, seenSeq);
    if (unseen !== null) return unseen;
    const posting = KINDS.prepaymentApplied.decide(positionOf(state.account), { season });
    return postTo(state, moment, { entryId: moment.nextId(), posting });
  },
});
type AppliedCode = "day-closed" | "account-changed" | ApplyCode;
