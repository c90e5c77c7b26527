import { addFen, subtractFen, ZERO_FEN } from "../kernel/money.ts";
import type { FeeId } from "../ledger/fees.ts";
import { addSums, FEES_OF_RATES, NO_SUMS, type Sums } from "./sums.ts";

/** 汇总表的一行: a node of the organisation, or a household, in one season as of a day. */
export interface Summary extends Sums {
  /** Of the fees that count in rates alone, in fen. */
  readonly counted: Pick<Sums, "dueFen" | "paidFen" | "relievedFen">;
  /** Charged anything that counts: once in each building in which it was charged. */
  readonly households: number;
  /** Of these, who owe nothing of it any more. */
  readonly settled: number;
}

/** A share with both of its parts, never cut off at 100 %: of fen, or of households. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/** 收费率, each by its name in reference/billing.md §3. */
export const RATES = {
  /** 净收费率: paid of what was due less what was relieved. */
  R1: ({ counted }: Summary): Rate => ({
    numerator: counted.paidFen,
    denominator: subtractFen(counted.dueFen, counted.relievedFen),
  }),
  /** 毛收费率: paid of what was due. */
  R2: ({ counted }: Summary): Rate => ({
    numerator: counted.paidFen,
    denominator: counted.dueFen,
  }),
  /** 收户率: households that owe nothing any more, of all that were charged. */
  R4: ({ households, settled }: Summary): Rate => ({
    numerator: settled,
    denominator: households,
  }),
} as const;
export type RateName = keyof typeof RATES;
export const RATE_NAMES = Object.keys(RATES) as readonly RateName[];

/** Which rates are shares of money, and so told in yuan. */
export const RATE_OF: Readonly<Record<RateName, "money" | "households">> = {
  R1: "money",
  R2: "money",
  R4: "households",
};

/** In hundredths of a per cent, rounded half up; null: of nothing there is no share. */
export function basisPoints({ numerator, denominator }: Rate): number | null {
  if (denominator === 0) return null;
  const sign = denominator < 0 ? -1n : 1n;
  const [whole, of] = [BigInt(numerator) * 10_000n * sign, BigInt(denominator) * sign];
  // Floor of x + 1/2, below zero, too.
  const twice = 2n * whole + of;
  const floor = twice / (2n * of);
  return Number(twice < 0n && floor * 2n * of !== twice ? floor - 1n : floor);
}

/** `96.35%`; `–` where there is nothing to be a share of. */
export function rateText(rate: Rate): string {
  const points = basisPoints(rate);
  if (points === null) return "–";
  const whole = Math.trunc(Math.abs(points) / 100);
  return `${points < 0 ? "-" : ""}${whole}.${String(Math.abs(points) % 100).padStart(2, "0")}%`;
}

/** A row by its id. */
export type SummaryRow = Summary & { readonly id: string };

/** What of a fee lies in a row, and how many households are in it. */
export type FeeRow = Sums & { readonly id: string; readonly fee: FeeId };
export type CountRow = Pick<SummaryRow, "id" | "households" | "settled">;

const NOTHING: Summary = {
  ...NO_SUMS,
  counted: { dueFen: ZERO_FEN, paidFen: ZERO_FEN, relievedFen: ZERO_FEN },
  households: 0,
  settled: 0,
};

/** Rows of fees and counts put together, and the whole of them; rows in the order of the fees'. */
export function summedUp(
  fees: Iterable<FeeRow>,
  counts: Iterable<CountRow>,
): { readonly whole: Summary; readonly rows: SummaryRow[] } {
  const rows = new Map<string, Summary>();
  let whole = NOTHING;
  const add = (id: string, of: (before: Summary) => Summary) => {
    rows.set(id, of(rows.get(id) ?? NOTHING));
    whole = of(whole);
  };
  for (const one of fees) add(one.id, (before) => withFee(before, one));
  for (const { id, households, settled } of counts) {
    add(id, (before) => ({
      ...before,
      households: before.households + households,
      settled: before.settled + settled,
    }));
  }
  return { whole, rows: [...rows].map(([id, row]) => ({ id, ...row })) };
}

function withFee(before: Summary, one: FeeRow): Summary {
  const after = { ...before, ...addSums(before, one) };
  if (!FEES_OF_RATES.includes(one.fee)) return after;
  const { dueFen, paidFen, relievedFen } = before.counted;
  return {
    ...after,
    counted: {
      dueFen: addFen(dueFen, one.dueFen),
      paidFen: addFen(paidFen, one.paidFen),
      relievedFen: addFen(relievedFen, one.relievedFen),
    },
  };
}
