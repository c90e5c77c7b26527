import { ok, refuse, type Result } from "../../kernel/result.ts";
import { freePaysOpen, moveLines, type Link } from "../allocate.ts";
import type { Line } from "../lines.ts";
import { applyLines, freeLots, openItems, type Position } from "../position.ts";
import { onlyMoved, unlinked } from "./checks.ts";
import { explainParts } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/**
 * 预存冲抵, as an act of its own: charges and payments use what is free by themselves, so it is for
 * what the system before left side by side.
 */
export interface PrepaymentAppliedDetail {
  readonly kind: "prepaymentApplied";
}

export type ApplyCode = "nothing-prepaid" | "nothing-owed" | "season-not-owed";

/**
 * Free lots pay open items as far as they go, of the chosen season alone or of all, oldest first.
 * Refusals, in this order: `nothing-prepaid`, `nothing-owed`, `season-not-owed`.
 */
function decide(
  position: Position,
  { season }: { readonly season?: string | undefined },
): Result<Posting<PrepaymentAppliedDetail>, ApplyCode> {
  if (freeLots(position).length === 0) return refuse("nothing-prepaid");
  if (openItems(position).length === 0) return refuse("nothing-owed");
  const links = freePaysOpen(position, season);
  if (links.length === 0) return refuse("season-not-owed", { season: season ?? "" });
  return ok({ lines: lines(links), detail: { kind: "prepaymentApplied" } });
}

function lines(links: readonly Link[]): Line[] {
  return moveLines(links);
}

export const prepaymentApplied = entryKind({
  decide,
  lines,
  fold: (position, entry: EntryOf<PrepaymentAppliedDetail>) =>
    applyLines(position, entry.lines, { sum: null }),
  check: (_, { lines: all }) =>
    unlinked(all).length === 0 &&
    onlyMoved(all) &&
    all.every(({ account, amountFen }) => account === "prepaid" || amountFen < 0),
  explain: ({ lines: all }, format) => explainParts(all, undefined, format),
  // What is free pays what is open at once: it would only be applied again.
  reversible: false,
});
