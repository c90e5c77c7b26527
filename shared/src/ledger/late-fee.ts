import { assert } from "../kernel/assert.ts";
import { fen, smallerFen, type Fen } from "../kernel/money.ts";
import type { Price10k } from "../kernel/price.ts";
import { product } from "../kernel/product.ts";
import type { CityDate } from "../kernel/time.ts";

/** 逾期时段: days one after the other on which the same was owed after it was due. */
export interface LatePeriod {
  /** The first of these days. */
  readonly from: CityDate;
  readonly days: number;
  readonly arrearsFen: Fen;
}

/** What a late fee is reckoned from. */
export interface LateFee {
  /** In the order of their days; none is empty. */
  readonly periods: readonly LatePeriod[];
  /** 日违约金率: so much of what is owed for each day, in 1/10000 per cent. */
  readonly share10k: Price10k;
  /** 封顶: so much of the most that was owed, and no more, in 1/10000 per cent. */
  readonly maxShare10k: Price10k;
}

/** 1/10000 per cent: the whole. */
const WHOLE_10K = 1_000_000;

/**
 * 违约金: arrears × daily rate, of all days together, rounded once, half up to the fen; no more than
 * its cap. Source: charging rules, "late fee".
 */
export function lateFeeFen(fee: LateFee): Fen {
  return smallerFen(uncappedFen(fee), lateFeeCapFen(fee));
}

function uncappedFen({ periods, share10k }: LateFee): Fen {
  const fenDays = periods.reduce((sum, { arrearsFen, days }) => sum + arrearsFen * days, 0);
  assert(Number.isSafeInteger(fenDays), `${fenDays} fen × days is a safe integer`);
  return fen(product([fenDays, share10k], [WHOLE_10K]));
}

/**
 * The cap: a share of the most that was owed on any of these days, rounded down. It never falls as
 * days are added. Source: charging rules, "late fee".
 */
export function lateFeeCapFen({ periods, maxShare10k }: LateFee): Fen {
  const most = periods.reduce((before, { arrearsFen }) => Math.max(before, arrearsFen), 0);
  return fen(product([most, maxShare10k], [WHOLE_10K], "down"));
}

export function isCapped(fee: LateFee): boolean {
  return uncappedFen(fee) > lateFeeCapFen(fee);
}
