import type { AllocateCode } from "@warmline/shared/ledger/allocate.ts";
import { pay as payRule } from "@warmline/shared/ledger/pay.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { decision, post, type PostResult } from "./post.ts";
import { hallOf, nextReceipt, seriesOf } from "./receipt-series.ts";

export interface PayInput {
  readonly householdId: string;
  readonly method: PaymentMethod;
  readonly amountFen: number;
  /** This season before all others. */
  readonly season?: string | undefined;
  readonly payer?: string | undefined;
  /** The account's seq that the payer was shown; a newer account is refused, `account-changed`. */
  readonly seenSeq?: number | undefined;
}

/** 收费: takes a payment and numbers its receipt. Refusals as of `post`, then of `allocate`. */
export function pay(
  deps: Deps,
  caller: Caller,
  input: PayInput,
): Promise<PostResult<AllocateCode>> {
  const { householdId, seenSeq, ...asked } = input;
  const series = seriesOf(caller.actor, deps.clock.now());
  // All counters of a hall number from one series: they wait here instead of losing commits.
  return deps.mutex.run(`receiptSeries/${series}`, () =>
    post(deps, caller, {
      command: "ledger.pay",
      householdId,
      input: asked,
      seenSeq,
      async decide({ account }) {
        const receipt = await nextReceipt(deps, series);
        const hallId = hallOf(caller.actor);
        const posting = payRule(account, { ...asked, receiptNumber: receipt.number, hallId });
        return decision(posting, [receipt.write]);
      },
    }),
  );
}
