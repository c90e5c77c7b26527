import { setImmediate as nextTurn } from "node:timers/promises";
import { entries } from "@warmline/shared/ledger/entry.ts";
import { flawOfPayment } from "@warmline/shared/ledger/payment-check.ts";
import {
  payments,
  receiptNumber,
  receiptSeries,
  type Payment,
  type ReceiptSeries,
} from "@warmline/shared/ledger/payment.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import type { PieceReport } from "./verify-plan.ts";

/** Numbers asked for in one read. */
const CHUNK = 2_000;

/**
 * Each payment of a series is what its entries say; and the series has a payment for every number
 * up to its last, and none beyond it. It was read before its payments, so that those taken
 * meanwhile are no findings.
 */
export async function verifySeries(
  store: Store,
  { id: seriesId, last }: ReceiptSeries,
): Promise<PieceReport> {
  const findings: Finding[] = [];
  for (let first = 1; first <= last; first += CHUNK) {
    const count = Math.min(CHUNK, last - first + 1);
    const numbers = Array.from({ length: count }, (_, at) => receiptNumber(seriesId, first + at));
    const found = await store.getMany(payments, numbers);
    const ids = new Set(found.map(({ id }) => id));
    const missing = numbers.find((number) => !ids.has(number));
    findings.push(...(await wrongPayments(store, found)));
    if (missing !== undefined) return { findings: [...findings, gap(`${missing} is no payment`)] };
    await nextTurn();
  }
  const beyond = receiptNumber(seriesId, last + 1);
  const [taken, series] = [
    await store.get(payments, beyond),
    await store.get(receiptSeries, seriesId),
  ];
  if (taken === null || (series?.last ?? 0) > last) return { findings };
  return { findings: [...findings, gap(`${beyond} is beyond the last of its series`)] };
}

function gap(note: string): Finding {
  return { kind: "receipt", note };
}

async function wrongPayments(store: Store, some: readonly Payment[]): Promise<Finding[]> {
  const ids = some.flatMap(({ parts }) => parts.map(({ entryId }) => entryId));
  const entryOf = await documentsById(store, entries, ids);
  return some.flatMap((payment): Finding[] => {
    const own = payment.parts.flatMap(({ entryId }) => entryOf.get(entryId) ?? []);
    const flaw = flawOfPayment(payment, own);
    return flaw === null ? [] : [{ kind: "payment", note: `${payment.id}: its ${flaw} differ` }];
  });
}
