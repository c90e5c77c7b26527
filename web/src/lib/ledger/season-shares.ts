import { addFen, type Fen } from "@warmline/shared/kernel/money.ts";
import type { DebtSum } from "@warmline/shared/ledger/debt.ts";

/** What need not be paid any more: relieved, or written off. */
export function releasedFen(sum: Pick<DebtSum, "relievedFen" | "writtenOffFen">): Fen {
  return addFen(sum.relievedFen, sum.writtenOffFen);
}

/** What has become of each yuan charged in a season, in per cent of that season's charge. */
export function seasonShares(
  sum: Pick<DebtSum, "chargedFen" | "paidFen" | "openFen" | "relievedFen" | "writtenOffFen">,
) {
  const share = (amount: Fen) => (sum.chargedFen > 0 ? (amount / sum.chargedFen) * 100 : 0);
  return {
    paid: share(sum.paidFen),
    released: share(releasedFen(sum)),
    owed: share(sum.openFen),
  };
}
