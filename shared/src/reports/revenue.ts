import { fen, subtractFen, totalFen, type Fen } from "../kernel/money.ts";
import { product } from "../kernel/product.ts";
import { addDays, daysInclusive, type CityDate } from "../kernel/time.ts";
import type { FeeId } from "../ledger/fees.ts";
import type { VatSplit } from "../ledger/vat.ts";

/** 会计月份 with the days of it that the report counts. */
export interface RevenueMonth {
  /** `2025-11`. */
  readonly month: string;
  readonly first: CityDate;
  readonly last: CityDate;
}

/** The days that a season has, by the calendar. */
export interface SeasonDays {
  readonly from: CityDate;
  /** Included. */
  readonly to: CityDate;
}

/**
 * The months from a season's first day on, until its last day, or until a day after it: what is
 * earned at once may come later.
 */
export function monthsOf({ from, to }: SeasonDays, day: CityDate): RevenueMonth[] {
  const months: RevenueMonth[] = [];
  const last = day > to ? day : to;
  for (let first = `${from.slice(0, 7)}-01`; first <= last;) {
    const next = `${addDays(first, 31).slice(0, 7)}-01`;
    months.push({ month: first.slice(0, 7), first, last: addDays(next, -1) });
    first = next;
  }
  return months;
}

/**
 * What of an amount is earned until a day, that day included: by days of supply, rounded once, half
 * up to the fen, so that what single months earn sums to the amount (cumulative rounding). Source:
 * charging rules, "monthly revenue", by days in place of whole months.
 */
export function earnedUntil(
  amountFen: Fen,
  { from, days }: { readonly from: CityDate; readonly days: number },
  until: CityDate,
): Fen {
  const passed = Math.min(days, Math.max(0, daysInclusive(from, until)));
  return fen(product([amountFen, passed], [days]));
}

/** 收入: what is earned of one node, class and fee in one month. */
export interface RevenueCell extends VatSplit {
  /** What lies directly below the node that is asked for. */
  readonly id: string;
  readonly priceClass: string;
  readonly fee: FeeId;
  readonly month: string;
}

export function totalRevenue(cells: readonly VatSplit[]): VatSplit {
  const sum = (of: keyof VatSplit) => totalFen(cells.map((cell) => cell[of]));
  return { grossFen: sum("grossFen"), netFen: sum("netFen"), taxFen: sum("taxFen") };
}

/** 递延: of what was charged what is not earned by the end of each month; the last is zero. */
export function deferredBy(
  chargedFen: Fen,
  months: readonly { readonly grossFen: Fen }[],
): readonly Fen[] {
  let left = chargedFen;
  return months.map(({ grossFen }) => (left = subtractFen(left, grossFen)));
}

/** Σ months = Σ what was charged, by the journal; net + tax = gross in each. */
export function isRevenueBalanced(chargedFen: Fen, cells: readonly VatSplit[]): boolean {
  const whole = totalFen(cells.map(({ grossFen }) => grossFen));
  return (
    whole === chargedFen &&
    cells.every(({ grossFen, netFen, taxFen }) => grossFen === netFen + taxFen)
  );
}
