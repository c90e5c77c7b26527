import type { Debt } from "@warmline/shared/ledger/debt.ts";

/**
 * The seasons of which something is charged that is not relieved yet, the newest first: of their
 * late fees alone, or of all but these.
 */
export function relievable({ sums }: Pick<Debt, "sums">, lateFees = false): string[] {
  const left = sums.filter(
    ({ fee, chargedFen, relievedFen }) =>
      chargedFen > relievedFen && (fee === "late-fee") === lateFees,
  );
  return [...new Set(left.map(({ season }) => season))].toSorted().toReversed();
}
