import { ok, refuse, type Result } from "../../kernel/result.ts";
import { freePaysOpen, moveLines, type Link } from "../allocate.ts";
import type { Line } from "../lines.ts";
import { applyLines, copyOf, type Position } from "../position.ts";
import { onlyMoved, unlinked } from "./checks.ts";
import { explainDisputed, type DisputedItem } from "./dispute.ts";
import { explainUsed, joined } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/** 争议了结: disputed items are asked for again as they stand, and what is on account pays them. */
export interface DisputeSettledDetail {
  readonly kind: "disputeSettled";
  /** Also those that were paid meanwhile: undone, they are open without a dispute. */
  readonly items: readonly DisputedItem[];
}

export type DisputeSettledCode = "not-disputed";

/** Of a whole stream's position. Refusal: `not-disputed` (none of them is). */
function decide(
  position: Position,
  itemIds: readonly string[],
): Result<Posting<DisputeSettledDetail>, DisputeSettledCode> {
  const items = [...new Set(itemIds)].flatMap((id): DisputedItem[] => {
    const item = position.items.get(id);
    if (item?.disputed === undefined) return [];
    const { itemId, season, fee, openFen } = item;
    return [{ itemId, season, fee, openFen }];
  });
  if (items.length === 0) return refuse("not-disputed");
  const detail = { kind: "disputeSettled" as const, items };
  const after = copyOf(position);
  settle(after, detail);
  return ok({ lines: lines(freePaysOpen(after)), detail });
}

function lines(links: readonly Link[]): Line[] {
  return moveLines(links);
}

function settle({ items }: Position, detail: DisputeSettledDetail): void {
  for (const { itemId } of detail.items) {
    const item = items.get(itemId);
    if (item === undefined) continue;
    const { disputed: _, ...settled } = item;
    items.set(itemId, settled);
  }
}

export const disputeSettled = entryKind({
  decide,
  lines,
  fold(position, { lines: all, detail }: EntryOf<DisputeSettledDetail>) {
    settle(position, detail);
    applyLines(position, all, { sum: null });
  },
  check: (_, { lines: all, detail }) =>
    detail.items.length > 0 && unlinked(all).length === 0 && onlyMoved(all),
  explain: ({ lines: all, detail }, format) =>
    joined([explainDisputed(detail.items, format), explainUsed(all, format)], format),
  // They are disputed anew.
  reversible: false,
});
