import type { Instant } from "@warmline/shared/kernel/time.ts";
import { receiptSeries } from "@warmline/shared/ledger/model.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { receiptNumber, seriesOf } from "@warmline/server/domains/ledger/receipt-series.ts";

/**
 * Receipt numbers without gaps in each series. They follow the order in which the city is made, not
 * that of the days: sorting seven seasons of a real city first would not fit into memory.
 */
export interface Receipts {
  /** For a payment taken in a hall, or (null) in none. */
  next(hallId: string | null, at: Instant): string;
  /** Where the counters of the city go on. */
  writes(): Write[];
}

export function makeReceipts(): Receipts {
  const last = new Map<string, number>();
  return {
    next(hallId, at) {
      const series = seriesOf(takerIn(hallId), at);
      const sequence = (last.get(series) ?? 0) + 1;
      last.set(series, sequence);
      return receiptNumber(series, sequence);
    },
    writes: () =>
      [...last].map(([series, sequence]) => insert(receiptSeries, { id: series, last: sequence })),
  };
}

function takerIn(hallId: string | null): Actor {
  const somebody = { id: "demo", name: "demo" };
  return hallId === null ? { kind: "system", ...somebody } : { kind: "kiosk", hallId, ...somebody };
}
