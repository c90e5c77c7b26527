import { setImmediate as nextTurn } from "node:timers/promises";
import {
  payments,
  receiptNumber,
  receiptSeries,
  type ReceiptSeries,
} from "@warmline/shared/ledger/payment.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { PieceReport } from "./verify-plan.ts";

/** Numbers asked for in one read. */
const CHUNK = 2_000;

/**
 * A series has a payment for every number up to its last, and none beyond it; it was read before
 * its payments, so that those taken meanwhile are no findings.
 */
export async function verifySeries(
  store: Store,
  { id: seriesId, last }: ReceiptSeries,
): Promise<PieceReport> {
  for (let first = 1; first <= last; first += CHUNK) {
    const count = Math.min(CHUNK, last - first + 1);
    const numbers = Array.from({ length: count }, (_, at) => receiptNumber(seriesId, first + at));
    const found = new Set((await store.getMany(payments, numbers)).map(({ id }) => id));
    const missing = numbers.find((number) => !found.has(number));
    if (missing !== undefined) return wrong(`${missing} is no payment`);
    await nextTurn();
  }
  const beyond = receiptNumber(seriesId, last + 1);
  const [taken, series] = [
    await store.get(payments, beyond),
    await store.get(receiptSeries, seriesId),
  ];
  if (taken === null || (series?.last ?? 0) > last) return { findings: [] };
  return wrong(`${beyond} is beyond the last of its series`);
}

function wrong(note: string): PieceReport {
  return { findings: [{ kind: "receipt", note }] };
}
