import { invoiceSeries } from "@warmline/shared/invoices/model.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Office } from "@warmline/shared/ledger/office.ts";
import { receiptSeriesId } from "@warmline/shared/ledger/payment.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { nextIn, type NextReceipt } from "../ledger/index.ts";

/** 发票流水号: the number that the next invoice of an office gets, beside those of its receipts. */
export function nextInvoice(
  reads: Pick<Reads, "get">,
  office: Office,
  day: CityDate,
): Promise<NextReceipt> {
  return nextIn(reads, invoiceSeries, `FP-${receiptSeriesId(office, day)}`);
}
