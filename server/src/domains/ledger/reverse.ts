import { refuse } from "@warmline/shared/kernel/result.ts";
import { mayReverse, type MayReverseCode } from "@warmline/shared/ledger/may-reverse.ts";
import { reverse as reverseRule, type ReverseCode } from "@warmline/shared/ledger/reverse.ts";
import { entries } from "@warmline/shared/ledger/model.ts";
import { reverserOf } from "@warmline/shared/ledger/reverser.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { decision, post, type PostResult } from "./post.ts";

export interface ReverseInput {
  readonly entryId: string;
  readonly reason: string;
}

/**
 * 冲正: answers an entry by its exact negative. Refusals: `not-found` (no such entry), those of
 * `post`, of `mayReverse`, then of the rule.
 */
export async function reverse(
  deps: Deps,
  caller: Caller,
  { entryId, reason }: ReverseInput,
): Promise<PostResult<ReverseCode | MayReverseCode>> {
  const entry = await deps.store.get(entries, entryId);
  if (entry === null) return refuse("not-found");
  return post<ReverseCode | MayReverseCode>(deps, caller, {
    command: "ledger.reverse",
    householdId: entry.householdId,
    input: { entryId, reason },
    reason,
    async decide() {
      const refusal = mayReverse(reverserOf(caller.actor), entry, deps.clock.now());
      if (refusal !== null) return refusal;
      const [answer] = await deps.store.find(entries, {
        index: "reverses",
        where: { reverses: entryId },
        limit: 1,
      });
      return decision(reverseRule(entry, { reason, reversedBy: answer?.id ?? null }));
    },
  });
}
