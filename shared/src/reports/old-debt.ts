import { addFen, totalFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { Rate } from "./collection.ts";

/**
 * 往年清欠: what became of the debt of past seasons within some days, in fen. Identity: closing =
 * opening + adjusted − paid − relieved − written off.
 */
export interface DebtSums {
  /** 期初欠费: owed before the first day. */
  readonly openingFen: Fen;
  /** 应收调整: charged or taken back within the days. */
  readonly adjustedFen: Fen;
  /** 清回 */
  readonly paidFen: Fen;
  /** 减免 */
  readonly relievedFen: Fen;
  /** 核销坏账 */
  readonly writtenOffFen: Fen;
  /** 期末欠费: owed after the last day, by the receivables themselves. */
  readonly closingFen: Fen;
}

export type DebtRow = DebtSums & { readonly season: string };

export const DEBT_NAMES = [
  "openingFen",
  "adjustedFen",
  "paidFen",
  "relievedFen",
  "writtenOffFen",
  "closingFen",
] as const satisfies readonly (keyof DebtSums)[];

const NO_DEBT: DebtSums = {
  openingFen: ZERO_FEN,
  adjustedFen: ZERO_FEN,
  paidFen: ZERO_FEN,
  relievedFen: ZERO_FEN,
  writtenOffFen: ZERO_FEN,
  closingFen: ZERO_FEN,
};

export function totalDebt(rows: readonly DebtSums[]): DebtSums {
  return rows.reduce<DebtSums>(
    (sum, row) => ({
      openingFen: addFen(sum.openingFen, row.openingFen),
      adjustedFen: addFen(sum.adjustedFen, row.adjustedFen),
      paidFen: addFen(sum.paidFen, row.paidFen),
      relievedFen: addFen(sum.relievedFen, row.relievedFen),
      writtenOffFen: addFen(sum.writtenOffFen, row.writtenOffFen),
      closingFen: addFen(sum.closingFen, row.closingFen),
    }),
    NO_DEBT,
  );
}

/** 期初 + 调整 = 清回 + 减免 + 核销 + 期末 */
export function isDebtBalanced(row: DebtSums): boolean {
  const { openingFen, adjustedFen, paidFen, relievedFen, writtenOffFen, closingFen } = row;
  const gone = totalFen([paidFen, relievedFen, writtenOffFen]);
  return addFen(openingFen, adjustedFen) === addFen(gone, closingFen);
}

/** R5 清欠率: collected of what was owed before the first day (reference/billing.md §3). */
export function collectedRate({ paidFen, openingFen }: DebtSums): Rate {
  return { numerator: paidFen, denominator: openingFen };
}
