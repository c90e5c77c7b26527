import { fen, type Fen } from "../kernel/money.ts";
import { cityDate, type CityDate, type Instant } from "../kernel/time.ts";
import type { ApprovalPolicy } from "../requests/policy.ts";
import type { FoldedEntry } from "./entry.ts";
import { unlinked } from "./kinds/checks.ts";
import { movesMoney, sumFen } from "./lines.ts";
import { ledgerPermissions } from "./permissions.ts";

const yuan = (amount: number) => fen(amount * 100);

/**
 * 冲正审批, version 1: small sums alone on the day of the books, all others by approval
 * (收费与复核分离; the field's matrix has the cashier ask, the hall approve, finance release).
 */
export const REVERSAL_POLICY: ApprovalPolicy = {
  name: "reversal",
  version: 1,
  alone: { eachFen: yuan(10_000), dayFen: yuan(50_000) },
  steps: [
    {
      permission: ledgerPermissions.approveReversal.name,
      overFen: yuan(0),
      dayFen: yuan(200_000),
    },
    { permission: ledgerPermissions.releaseReversal.name, overFen: yuan(10_000), dayFen: null },
  ],
  days: 7,
};

/**
 * What a fact brought into the books by all its entries: money taken, or what was charged. Of money
 * that paid written-off debt it counts the money alone.
 */
export function reversedFen(parts: readonly Pick<FoldedEntry, "lines">[]): Fen {
  const own = parts.flatMap(({ lines }) => {
    const isTaken = movesMoney(lines);
    return unlinked(lines).filter(({ account }) => !(isTaken && account === "receivable"));
  });
  return sumFen(own.filter(({ amountFen }) => amountFen > 0));
}

/**
 * Whether reversing it has to be asked for whoever does it: after the day of the books, or above
 * what anybody may do alone by the rule that holds. A screen asks it before it offers either.
 */
export function needsApproval(
  { alone }: Pick<ApprovalPolicy, "alone">,
  { bookedOn, amountFen }: { readonly bookedOn: CityDate; readonly amountFen: Fen },
  now: Instant,
): boolean {
  return bookedOn !== cityDate(now) || alone === null || amountFen > alone.eachFen;
}
