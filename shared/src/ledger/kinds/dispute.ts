import { formatYuan, type Fen } from "../../kernel/money.ts";
import { ok, refuse, type Result } from "../../kernel/result.ts";
import type { FeeId } from "../fees.ts";
import type { FormatMessage } from "../formatting.ts";
import type { Position } from "../position.ts";
import { joined } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/**
 * 争议: open items that are not asked for until it is settled. They are owed as before; but what is
 * on account or comes in pays them only where the payer chose their season, and the days until it
 * is settled earn no late fee. It moves no money; its inverse is `disputeSettled`.
 */
export interface DisputeDetail {
  readonly kind: "dispute";
  readonly items: readonly DisputedItem[];
}

export interface DisputedItem {
  readonly itemId: string;
  readonly season: string;
  readonly fee: FeeId;
  /** What was open of it then. */
  readonly openFen: Fen;
}

export type DisputeCode = "item-not-open" | "disputed-already";

/** Refusals, in this order: `item-not-open`; `disputed-already`. */
function decide(
  { items }: Position,
  itemIds: readonly string[],
): Result<Posting<DisputeDetail>, DisputeCode> {
  const open = [...new Set(itemIds)].map((id) => items.get(id));
  const disputed = open.flatMap((item) => (item !== undefined && item.openFen > 0 ? [item] : []));
  if (disputed.length < open.length || open.length === 0) return refuse("item-not-open");
  if (disputed.some((item) => item.disputed)) return refuse("disputed-already");
  const detail = disputed.map(({ itemId, season, fee, openFen }) => {
    return { itemId, season, fee, openFen };
  });
  return ok({ lines: [], detail: { kind: "dispute", items: detail } });
}

function fold({ items }: Position, { detail }: EntryOf<DisputeDetail>): void {
  for (const { itemId } of detail.items) {
    const item = items.get(itemId);
    if (item !== undefined) items.set(itemId, { ...item, disputed: true });
  }
}

function check({ items }: Position, { lines, detail }: EntryOf<DisputeDetail>): boolean {
  const ids = new Set(detail.items.map(({ itemId }) => itemId));
  return (
    lines.length === 0 &&
    ids.size > 0 &&
    ids.size === detail.items.length &&
    detail.items.every(({ itemId, season, fee, openFen }) => {
      const item = items.get(itemId);
      return item?.openFen === openFen && item.season === season && item.fee === fee;
    })
  );
}

/** `2025-2026 heat ¥100.00`, each of them. */
export function explainDisputed(items: readonly DisputedItem[], format: FormatMessage): string {
  const parts = items.map(({ season, fee, openFen }) =>
    format("entry.part", {
      season,
      fee: format(`ledger.fee.${fee}`),
      amount: formatYuan(openFen),
    }),
  );
  return joined(parts, format);
}

export const dispute = entryKind({
  decide,
  lines: () => [],
  fold,
  check,
  explain: ({ detail }, format) => explainDisputed(detail.items, format),
  // It is settled, which says why.
  reversible: false,
});
