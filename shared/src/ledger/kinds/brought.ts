import type { Item, LotOrigin } from "../account.ts";
import type { Position } from "../position.ts";

/**
 * What an account alone no longer knows, as it was paid or used up: items that an entry opens
 * again, and lots that get money back.
 */
export interface Brought {
  readonly items?: readonly Item[];
  readonly lots?: readonly LotOrigin[];
}

/** What is open, or has money left, after an entry and was not before it. */
export function brought(before: Position, after: Position): Brought {
  const items = [...after.items.values()]
    .filter(({ itemId, openFen }) => openFen > 0 && !(before.items.get(itemId)?.openFen ?? 0))
    .map(({ openFen: _, ...item }): Item => item);
  const lots = [...after.lots.values()]
    .filter(({ lotId, leftFen }) => leftFen > 0 && !(before.lots.get(lotId)?.leftFen ?? 0))
    .map(({ leftFen: _, ...origin }): LotOrigin => origin);
  return {
    ...(items.length === 0 ? {} : { items }),
    ...(lots.length === 0 ? {} : { lots }),
  };
}
