import { payments, receiptNumber, receiptSeries } from "@warmline/shared/ledger/payment.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findPages } from "../../platform/stores/find-pages.ts";

/** Numbers asked for in one read. */
const CHUNK = 2_000;

/**
 * Each series has a payment for every number up to its last, and none beyond it; series are read
 * before their payments, so that those taken meanwhile are no findings.
 */
export async function verifyReceipts(
  store: Store,
  findings: { add(finding: Finding): void },
): Promise<void> {
  for await (const page of findPages(store, receiptSeries, { index: "byLast" }, CHUNK)) {
    for (const { id, last } of page) await verifySeries(store, id, last, findings);
  }
}

async function verifySeries(
  store: Store,
  seriesId: string,
  last: number,
  findings: { add(finding: Finding): void },
): Promise<void> {
  for (let first = 1; first <= last; first += CHUNK) {
    const count = Math.min(CHUNK, last - first + 1);
    const numbers = Array.from({ length: count }, (_, at) => receiptNumber(seriesId, first + at));
    const found = new Set((await store.getMany(payments, numbers)).map(({ id }) => id));
    const missing = numbers.find((number) => !found.has(number));
    if (missing !== undefined) {
      findings.add({ kind: "receipt", note: `${missing} is no payment` });
      return;
    }
  }
  const beyond = receiptNumber(seriesId, last + 1);
  const [taken, series] = [
    await store.get(payments, beyond),
    await store.get(receiptSeries, seriesId),
  ];
  if (taken === null || (series?.last ?? 0) > last) return;
  findings.add({ kind: "receipt", note: `${beyond} is beyond the last of its series` });
}
