import { subtractFen, ZERO_FEN, type Fen } from "../../kernel/money.ts";
import type { Line } from "../lines.ts";

/** The lines that are not about whose money paid what. */
export function unlinked(lines: readonly Line[]): Line[] {
  return lines.filter(({ lotId }) => lotId === undefined);
}

export function sameLines(left: readonly Line[], right: readonly Line[]): boolean {
  return left.length === right.length && left.every((line, place) => isSame(line, right[place]!));
}

function isSame(left: Line, right: Line): boolean {
  return (
    left.account === right.account &&
    left.amountFen === right.amountFen &&
    left.season === right.season &&
    left.fee === right.fee &&
    left.itemId === right.itemId &&
    left.lotId === right.lotId &&
    left.partyId === right.partyId &&
    left.method === right.method
  );
}

/** What each lot got (above zero) or gave in all, by what it pays and by what it has left. */
function lotBalances(lines: readonly Line[]): ReadonlyMap<string, Fen> {
  const balances = new Map<string, Fen>();
  for (const { lotId, amountFen } of lines) {
    if (lotId === undefined) continue;
    balances.set(lotId, subtractFen(balances.get(lotId) ?? ZERO_FEN, amountFen));
  }
  return balances;
}

/**
 * Whether money only moved between items and lots: each lot got as much as it gave, but for the one
 * that got `broughtFen` from outside (below zero: lost).
 */
export function onlyMoved(
  lines: readonly Line[],
  brought: { readonly lotId?: string | undefined; readonly broughtFen: Fen } = {
    broughtFen: ZERO_FEN,
  },
): boolean {
  const balances = lotBalances(lines);
  const own = balances.get(brought.lotId ?? "") ?? ZERO_FEN;
  return (
    own === brought.broughtFen &&
    [...balances].every(([lotId, sum]) => sum === 0 || lotId === brought.lotId)
  );
}
