import { isReversible, type Entry } from "@warmline/shared/ledger/entry.ts";
import { lateFeesOf } from "@warmline/shared/ledger/late-items.ts";
import { sumKey } from "@warmline/shared/ledger/position.ts";
import type { Book } from "@warmline/shared/ledger/testing.ts";

/** What nobody has undone yet. */
export function liveOnes(entries: readonly Entry[]): Entry[] {
  const undone = new Set(entries.map(({ reverses }) => reverses));
  return entries.filter((entry) => isUndoable(entry) && !undone.has(entry.id));
}

/**
 * What has to be undone before it: a refund of its money; a relief, a write-off, a settlement by
 * meter or a late fee of what it charged; of a write-off what was paid since.
 */
export function standsUnder({ whole }: Book, { id, paymentId = id, detail, lines }: Entry) {
  if (whole.refunded.has(paymentId)) return "money-refunded";
  if (detail.kind === "relief" || detail.kind === "payment") return null;
  const all = lines.filter(({ lotId }) => lotId === undefined);
  if (detail.kind === "writeOff") {
    const less = all.some(({ account, itemId = "", amountFen }) => {
      const leftFen = whole.items.get(itemId)?.writtenOffFen ?? 0;
      return account === "receivable" && leftFen + amountFen < 0;
    });
    return less ? "write-off-paid" : null;
  }
  const own = all.filter(({ itemId = "" }) => itemId.startsWith(`${id}/`));
  const relieved = own.some(({ itemId = "" }) => whole.items.get(itemId)?.relievedFen);
  if (relieved) return "relief-stands";
  const writtenOff = own.some(({ itemId = "" }) => {
    return whole.items.get(itemId)?.writtenOffFen || whole.returned.has(itemId);
  });
  if (writtenOff) return "write-off-stands";
  const settled = own.some(({ season = "", fee = "heat" }) => {
    return whole.sums.get(sumKey({ season, fee }))?.settledFen;
  });
  if (settled) return "settlement-stands";
  const late = own.some(({ itemId = "" }) => lateFeesOf(whole, itemId).length > 0);
  return late ? "late-fee-stands" : null;
}

/** Refunds are taken back by a command of their own. */
export function isUndoable(entry: Pick<Entry, "detail">): boolean {
  return isReversible(entry) || entry.detail.kind === "refund";
}
