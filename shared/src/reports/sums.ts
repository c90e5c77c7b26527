import { addFen, totalFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import { FEE_IDS, isServiceFee, type FeeId } from "../ledger/fees.ts";

/**
 * What is added up of a season and fee, in fen. Identity: due = paid + relieved + written off +
 * owed.
 */
export interface Sums {
  /** 应收: charged, less what of it was reversed. */
  readonly dueFen: Fen;
  /** 实收: by whatever money it was paid, what was on account included. */
  readonly paidFen: Fen;
  /** 减免 */
  readonly relievedFen: Fen;
  /** 核销坏账 */
  readonly writtenOffFen: Fen;
  /** 欠费: what the receivables themselves leave open, not reckoned from the four others. */
  readonly owedFen: Fen;
}

export const SUM_NAMES = [
  "dueFen",
  "paidFen",
  "relievedFen",
  "writtenOffFen",
  "owedFen",
] as const satisfies readonly (keyof Sums)[];

export const NO_SUMS: Sums = {
  dueFen: ZERO_FEN,
  paidFen: ZERO_FEN,
  relievedFen: ZERO_FEN,
  writtenOffFen: ZERO_FEN,
  owedFen: ZERO_FEN,
};

export function addSums(sums: Sums, more: Partial<Sums>): Sums {
  const of = (name: keyof Sums) => addFen(sums[name], more[name] ?? ZERO_FEN);
  return {
    dueFen: of("dueFen"),
    paidFen: of("paidFen"),
    relievedFen: of("relievedFen"),
    writtenOffFen: of("writtenOffFen"),
    owedFen: of("owedFen"),
  };
}

/** 应收 = 实收 + 减免 + 核销 + 欠费 */
export function isBalanced(sums: Sums): boolean {
  const { dueFen, paidFen, relievedFen, writtenOffFen, owedFen } = sums;
  return dueFen === totalFen([paidFen, relievedFen, writtenOffFen, owedFen]);
}

/**
 * 计入收费率的收费项目: what heat itself costs. Late fees and services never count, so
 * that a rate says how much of the season's heat was paid (reference/billing.md §3).
 */
export const FEES_OF_RATES: readonly FeeId[] = FEE_IDS.filter(
  (fee) => fee !== "late-fee" && !isServiceFee(fee),
);
