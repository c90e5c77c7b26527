import {
  addFen,
  negateFen,
  smallerFen,
  subtractFen,
  totalFen,
  ZERO_FEN,
} from "../../kernel/money.ts";
import type { Fen } from "../../kernel/money.ts";
import { byLotOrder } from "../account.ts";
import { payFrom, moveLines, type Link } from "../allocate.ts";
import { applyLines, copyOf, freeLots, openItems, type Position } from "../position.ts";
import type { FormerLine } from "./former.ts";

/** What each season owed by the lines of the old entries. */
export type FormerSums = Map<string, Fen>;

export function addLines(sums: FormerSums, lines: readonly FormerLine[]): void {
  for (const { account, season = "", amountFen } of lines) {
    if (account !== "receivable") continue;
    sums.set(season, addFen(sums.get(season) ?? ZERO_FEN, amountFen));
  }
}

/**
 * What has to be moved so that each season owes what it owed: taken back where it owes too little
 * (the newest money first), then paid from what is free where it owes too much.
 */
export function alignment(position: Position, sums: FormerSums): Link[] {
  const moved = copyOf(position);
  const back = [...sums].flatMap(([season, owed]) =>
    takeBack(moved, season, subtractFen(owed, openOf(moved, season))),
  );
  applyLines(moved, moveLines(back), { sum: null });
  const paid = [...sums].flatMap(([season, owed]) => {
    const links = payDown(moved, season, subtractFen(openOf(moved, season), owed));
    applyLines(moved, moveLines(links), { sum: null });
    return links;
  });
  return [...back, ...paid];
}

/** Whether each season owes what it owed. */
export function agrees(position: Position, sums: FormerSums): boolean {
  return [...sums].every(([season, owed]) => openOf(position, season) === owed);
}

function openOf(position: Position, season: string): Fen {
  const items = openItems(position).filter((item) => item.season === season);
  return totalFen(items.map(({ openFen }) => openFen));
}

function takeBack(position: Position, season: string, amountFen: Fen): Link[] {
  let rest = amountFen;
  const taken: Link[] = [];
  for (const [itemId, lots] of position.links) {
    const item = position.items.get(itemId);
    if (item?.season !== season) continue;
    const newest = [...lots].toSorted(([left], [right]) =>
      byLotOrder(position.lots.get(right)!, position.lots.get(left)!),
    );
    for (const [lotId, paid] of newest) {
      const part = smallerFen(rest, paid);
      if (part <= 0) continue;
      taken.push({ itemId, season, fee: item.fee, lotId, amountFen: negateFen(part) });
      rest = subtractFen(rest, part);
    }
  }
  return taken;
}

function payDown(position: Position, season: string, amountFen: Fen): Link[] {
  let rest = amountFen;
  const items = openItems(position)
    .filter((item) => item.season === season)
    .map((item) => {
      const openFen = rest > 0 ? smallerFen(rest, item.openFen) : ZERO_FEN;
      rest = subtractFen(rest, openFen);
      return { ...item, openFen };
    })
    .filter(({ openFen }) => openFen > 0);
  return payFrom(freeLots(position), items);
}
