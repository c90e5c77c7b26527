import { applyPrepaid as applyRule, type ApplyCode } from "@warmline/shared/ledger/pay.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { decision, post, type PostResult } from "./post.ts";

export interface ApplyInput {
  readonly householdId: string;
  /** This season alone; otherwise all that owe, oldest first. */
  readonly season?: string | undefined;
  readonly seenSeq?: number | undefined;
}

/** 预存冲抵. Refusals as of `post`, then of the rule. */
export function applyPrepaid(
  deps: Deps,
  caller: Caller,
  { householdId, season, seenSeq }: ApplyInput,
): Promise<PostResult<ApplyCode>> {
  return post(deps, caller, {
    command: "ledger.apply-prepaid",
    householdId,
    input: { season },
    seenSeq,
    decide: async ({ account }) => decision(applyRule(account, season)),
  });
}
