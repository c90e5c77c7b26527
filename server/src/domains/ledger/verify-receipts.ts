import { entries } from "@warmline/shared/ledger/entry.ts";
import { flawOfPayment } from "@warmline/shared/ledger/payment-check.ts";
import {
  payments,
  receiptSeries,
  type Payment,
  type ReceiptSeries,
} from "@warmline/shared/ledger/payment.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import { verifyNumbers } from "./verify-numbers.ts";
import type { PieceReport } from "./verify-plan.ts";

/** Each payment of a series is what its entries say, and no number is left out. */
export function verifySeries(store: Store, series: ReceiptSeries): Promise<PieceReport> {
  return verifyNumbers(store, series, {
    kind: "receipt",
    what: "payment",
    series: receiptSeries,
    chunk: 2_000,
    find: (numbers) => store.getMany(payments, numbers),
    numberOf: ({ id }) => id,
    wrong: (some) => wrongPayments(store, some),
  });
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
