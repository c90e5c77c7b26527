import type { Actor } from "@warmline/shared/access/actor.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import {
  receiptNumber,
  receiptSeries,
  receiptSeriesId,
  type ReceiptSeries,
} from "@warmline/shared/ledger/payment.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/** The hall or branch in which an actor works; undefined: for the whole city. */
export function officeOf(actor: Actor): string | undefined {
  if (actor.kind === "kiosk" || actor.kind === "tv") return actor.hallId;
  if (actor.kind !== "staff") return undefined;
  const { scope } = actor;
  if (scope.kind === "hall") return scope.hallId;
  return scope.kind === "branch" ? scope.branchId : undefined;
}

/** The number that the next receipt of an office gets, on a day of the books. */
export interface NextReceipt {
  readonly number: string;
  /** Takes it, committed with what it numbers: no gaps. */
  readonly write: Write;
}

export async function nextReceipt(
  reads: Pick<Reads, "get">,
  officeId: string | undefined,
  bookedOn: CityDate,
): Promise<NextReceipt> {
  const id = receiptSeriesId(officeId, bookedOn);
  const series: ReceiptSeries | null = await reads.get(receiptSeries, id);
  const next = { id, last: (series?.last ?? 0) + 1 };
  return {
    number: receiptNumber(id, next.last),
    write: series === null ? insert(receiptSeries, next) : replace(receiptSeries, series, next),
  };
}
