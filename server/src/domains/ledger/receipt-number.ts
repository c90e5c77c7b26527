import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Office } from "@warmline/shared/ledger/office.ts";
import {
  receiptNumber,
  receiptSeries,
  receiptSeriesId,
  type ReceiptSeries,
} from "@warmline/shared/ledger/payment.ts";
import { put, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** The number that the next receipt of an office gets, on a day of the books. */
export interface NextReceipt {
  readonly number: string;
  /** Takes it, committed with what it numbers: no gaps. */
  readonly write: Write;
}

export async function nextReceipt(
  reads: Pick<Reads, "get">,
  office: Office,
  bookedOn: CityDate,
): Promise<NextReceipt> {
  const id = receiptSeriesId(office, bookedOn);
  const series: ReceiptSeries | null = await reads.get(receiptSeries, id);
  const next = { id, last: (series?.last ?? 0) + 1 };
  return {
    number: receiptNumber(id, next.last),
    write: put(receiptSeries, series, next),
  };
}
