import { accountIdOf, entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { tendersOf, type Tender } from "@warmline/shared/ledger/lines.ts";
import { payments, type ReceiptSeries } from "@warmline/shared/ledger/payment.ts";
import { flawOfRefund } from "@warmline/shared/ledger/refund-check.ts";
import { refunds, refundSeries, type Refund } from "@warmline/shared/ledger/refund.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { verifyNumbers } from "./verify-numbers.ts";
import type { PieceReport } from "./verify-plan.ts";

/**
 * Each refund of a series is what its entries say, and no payment gave back more than it brought;
 * and no number is left out.
 */
export function verifyRefunds(store: Store, series: ReceiptSeries): Promise<PieceReport> {
  return verifyNumbers(store, series, {
    kind: "refund",
    what: "refund",
    series: refundSeries,
    chunk: 200,
    find(numbers) {
      const where = { "paid.number": numbers };
      return store.find(refunds, { index: "byNumber", where, limit: numbers.length + 1 });
    },
    numberOf: ({ paid }) => paid?.number,
    wrong: (some) => wrongRefunds(store, some),
  });
}

async function wrongRefunds(store: Store, some: readonly Refund[]): Promise<Finding[]> {
  const lotIds = [...new Set(some.map(({ lotId }) => lotId))];
  const [paid, alike] = await Promise.all([
    documentsById(store, payments, lotIds),
    findAll({ store }, refunds, { index: "byLot", where: { lotId: lotIds, state: "paid" } }),
  ]);
  const own = some.flatMap(({ paid: out, returned }) => [out?.entryId, returned?.entryId]);
  const parts = [...paid.values()].flatMap((one) => one.parts.map(({ entryId }) => entryId));
  const ids = [...own, ...parts].filter((id) => id !== undefined);
  const entryOf = await documentsById(store, entries, ids);
  const outIds = some.flatMap(({ paid: out }) => out?.entryId ?? []);
  const where = { reverses: outIds };
  const backs = await findAll({ store }, entries, { index: "reverses", where });
  const backOf = new Map(backs.map((one) => [one.reverses, one]));
  return some.flatMap((refund): Finding[] => {
    const { paid: out, lotId } = refund;
    const payment = paid.get(lotId);
    const brought = payment?.parts.flatMap(({ entryId }) => tendersOfEntry(entryOf.get(entryId)));
    const flaw = flawOfRefund(refund, {
      out: entryOf.get(out?.entryId ?? ""),
      back: backOf.get(out?.entryId),
      brought: brought ?? null,
      refunded: alike.filter((one) => one.lotId === lotId),
    });
    if (flaw === null) return [];
    return [{ kind: "refund", note: `${out?.number ?? refund.id}: its ${flaw} differs` }];
  });
}

function tendersOfEntry(entry: Entry | undefined): readonly Tender[] {
  return entry === undefined ? [] : tendersOf(entry);
}

/**
 * Of these entries those by which money went out or came back, and that stand on no refund: which
 * is of the same commit and read after them.
 */
export async function strayRefunds(store: Store, page: readonly Entry[]): Promise<Finding[]> {
  const moved = page.filter(({ refundId }) => refundId !== undefined);
  if (moved.length === 0) return [];
  const named = await documentsById(
    store,
    refunds,
    moved.flatMap(({ refundId }) => refundId ?? []),
  );
  return moved.flatMap(({ id: entryId, streamId, seq, refundId = "" }): Finding[] => {
    const { paid, returned } = named.get(refundId) ?? {};
    if (paid?.entryId === entryId || returned?.entryId === entryId) return [];
    const householdId = accountIdOf(streamId) ?? streamId;
    const note = `entry ${seq} of ${householdId} is not on refund ${refundId}`;
    return [{ kind: "refund", householdId, entryId, seq, note }];
  });
}
