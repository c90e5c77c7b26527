import { setImmediate as nextTurn } from "node:timers/promises";
import { accountIdOf, entries, type Entry } from "@warmline/shared/ledger/entry.ts";
import { tendersOf, type Tender } from "@warmline/shared/ledger/lines.ts";
import { payments, receiptNumber, type ReceiptSeries } from "@warmline/shared/ledger/payment.ts";
import { flawOfRefund } from "@warmline/shared/ledger/refund-check.ts";
import { refunds, refundSeries, type Refund } from "@warmline/shared/ledger/refund.ts";
import type { Finding } from "@warmline/shared/ledger/verification.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { documentsById } from "../../platform/stores/documents-by-id.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import type { PieceReport } from "./verify-plan.ts";

/** Numbers asked for in one read. */
const CHUNK = 200;

/**
 * Each refund of a series is what its entries say, and no payment gave back more than it brought;
 * and the series has a refund for every number up to its last, and none beyond it.
 */
export async function verifyRefunds(
  store: Store,
  { id: seriesId, last }: ReceiptSeries,
): Promise<PieceReport> {
  const findings: Finding[] = [];
  for (let first = 1; first <= last; first += CHUNK) {
    const count = Math.min(CHUNK, last - first + 1);
    const numbers = Array.from({ length: count }, (_, at) => receiptNumber(seriesId, first + at));
    const found = await numbered(store, numbers);
    const known = new Set(found.map(({ paid }) => paid?.number));
    const missing = numbers.find((number) => !known.has(number));
    findings.push(...(await wrongRefunds(store, found)));
    if (found.length > known.size) findings.push(gap(`a number after ${numbers[0]} stands twice`));
    if (missing !== undefined) return { findings: [...findings, gap(`${missing} is no refund`)] };
    await nextTurn();
  }
  const beyond = receiptNumber(seriesId, last + 1);
  const [taken, series] = [
    await numbered(store, [beyond]),
    await store.get(refundSeries, seriesId),
  ];
  if (taken.length === 0 || (series?.last ?? 0) > last) return { findings };
  return { findings: [...findings, gap(`${beyond} is beyond the last of its series`)] };
}

function numbered(store: Store, numbers: readonly string[]): Promise<Refund[]> {
  const where = { "paid.number": numbers };
  return store.find(refunds, { index: "byNumber", where, limit: numbers.length + 1 });
}

function gap(note: string): Finding {
  return { kind: "refund", note };
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
