import type { OpenItem } from "./account.ts";
import type { Position } from "./position.ts";

/** The late fees of an item that stand, in the order in which they were charged. */
export function lateFeesOf(position: Position, itemId: string): OpenItem[] {
  return [...position.items.values()].filter(
    (item) => item.lateOf === itemId && stands(position, item),
  );
}

/**
 * Of a whole stream's position, whether an item stands: something of it is open, paid, relieved,
 * written off or stayed with a former holder. Of one whose entry was reversed nothing is.
 */
export function stands({ links, away }: Position, item: OpenItem): boolean {
  const { itemId, openFen, relievedFen, writtenOffFen } = item;
  const paid = links.get(itemId)?.size ?? 0;
  const isReleased = relievedFen !== undefined || writtenOffFen !== undefined;
  return openFen > 0 || paid > 0 || isReleased || away.has(itemId);
}
