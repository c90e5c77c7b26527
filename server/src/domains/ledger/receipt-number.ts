import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Office } from "@warmline/shared/ledger/office.ts";
import {
  receiptNumber,
  receiptSeries,
  receiptSeriesId,
  type ReceiptSeries,
} from "@warmline/shared/ledger/payment.ts";
import { refundSeries, refundSeriesId } from "@warmline/shared/ledger/refund.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import { put, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** The number that the next receipt of an office gets, on a day of the books. */
export interface NextReceipt {
  readonly number: string;
  /** Takes it, committed with what it numbers: no gaps. */
  readonly write: Write;
}

export function nextReceipt(
  reads: Pick<Reads, "get">,
  office: Office,
  bookedOn: CityDate,
): Promise<NextReceipt> {
  return nextIn(reads, receiptSeries, receiptSeriesId(office, bookedOn));
}

/** The number that the next refund of an office gets. */
export function nextRefund(
  reads: Pick<Reads, "get">,
  office: Office,
  bookedOn: CityDate,
): Promise<NextReceipt> {
  return nextIn(reads, refundSeries, refundSeriesId(office, bookedOn));
}

/** The number that comes next in a series of its own, taken by the commit that it is written in. */
export async function nextIn(
  reads: Pick<Reads, "get">,
  of: Collection<ReceiptSeries>,
  id: string,
): Promise<NextReceipt> {
  const series: ReceiptSeries | null = await reads.get(of, id);
  const next = { id, last: (series?.last ?? 0) + 1 };
  return {
    number: receiptNumber(id, next.last),
    write: put(of, series, next),
  };
}
