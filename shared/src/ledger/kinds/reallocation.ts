import { ok, refuse, type Result } from "../../kernel/result.ts";
import { moveLines, type Link } from "../allocate.ts";
import type { Line } from "../lines.ts";
import { applyLines, copyOf, type Position } from "../position.ts";
import { onlyMoved, unlinked } from "./checks.ts";
import { explainParts } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";
import { brought, type Brought } from "./brought.ts";

/** 改核销: what a payment had paid is moved to another item, or back on account. */
export interface ReallocationDetail extends Brought {
  readonly kind: "reallocation";
}

/**
 * Moves of what lots pay; below zero an item is opened again. Refusal: `nothing-to-move`. Whoever
 * asks knows the whole stream and takes back no more than a lot paid.
 */
function decide(
  position: Position,
  links: readonly Link[],
): Result<Posting<ReallocationDetail>, "nothing-to-move"> {
  if (links.length === 0) return refuse("nothing-to-move");
  const moved = copyOf(position);
  applyLines(moved, lines(links), { sum: null });
  const detail = { kind: "reallocation" as const, ...brought(position, moved) };
  return ok({ lines: lines(links), detail });
}

function lines(links: readonly Link[]): Line[] {
  return moveLines(links);
}

export const reallocation = entryKind({
  decide,
  lines,
  fold(position, { lines: all, detail }: EntryOf<ReallocationDetail>) {
    applyLines(position, all, { sum: null, items: detail.items, lots: detail.lots });
  },
  check: (_, { lines: all }) => unlinked(all).length === 0 && onlyMoved(all),
  explain: ({ lines: all }, format) => explainParts(all, undefined, format),
  reversible: false,
});
