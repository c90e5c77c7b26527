import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { receiptNumber, receiptSeries, receiptSeriesId } from "@warmline/shared/ledger/payment.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";

/**
 * Receipt numbers without gaps in each series. They follow the order in which the city is made, not
 * that of the days: sorting seven seasons of a real city first would not fit into memory.
 */
export interface Receipts {
  /** For a payment taken in a hall, or (undefined) in none. */
  next(officeId: string | undefined, bookedOn: CityDate): string;
  /** Where the counters of the city go on. */
  writes(): Write[];
}

export function makeReceipts(): Receipts {
  const last = new Map<string, number>();
  return {
    next(officeId, bookedOn) {
      const series = receiptSeriesId(officeId, bookedOn);
      const sequence = (last.get(series) ?? 0) + 1;
      last.set(series, sequence);
      return receiptNumber(series, sequence);
    },
    writes: () =>
      [...last].map(([series, sequence]) => insert(receiptSeries, { id: series, last: sequence })),
  };
}
