import type { Debt } from "@warmline/shared/ledger/debt.ts";

/** The seasons of which something is charged that is not relieved yet, the newest first. */
export function relievable({ sums }: Pick<Debt, "sums">): string[] {
  const left = sums.filter(({ chargedFen, relievedFen }) => chargedFen > relievedFen);
  return [...new Set(left.map(({ season }) => season))].toSorted().toReversed();
}
