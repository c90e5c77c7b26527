import {
  openingBalance,
  type OpeningCode,
  type OpeningInput,
} from "@warmline/shared/ledger/opening.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { decision, post, type PostResult } from "./post.ts";

export interface OpenInput extends OpeningInput {
  readonly householdId: string;
  readonly reason?: string | undefined;
}

/** 期初: takes over balances of the system before, once. Refusals as of `post`, then of the rule. */
export function openBalances(
  deps: Deps,
  caller: Caller,
  { householdId, balances, prepaidFen, reason }: OpenInput,
): Promise<PostResult<OpeningCode>> {
  return post(deps, caller, {
    command: "ledger.open",
    householdId,
    input: { balances, prepaidFen, reason },
    reason,
    decide: async ({ account }) => decision(openingBalance(account, { balances, prepaidFen })),
  });
}
