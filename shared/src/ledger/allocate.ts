import { ok, refuse, type Result } from "../kernel/result.ts";
import { addFen, negateFen, smallerFen, subtractFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { Lot, OpenItem } from "./account.ts";
import type { FeeId } from "./fees.ts";
import type { Line } from "./lines.ts";
import { AMOUNT } from "../kernel/written-number.ts";
import { freeLots, openItems, type Position } from "./position.ts";

/** A hundred million yuan: more than a campus pays at once, so a slip of the keyboard. */
export const AMOUNT_MAX_FEN = AMOUNT.max;

/** 核销: what goes to an item. */
export interface Allocation {
  readonly itemId: string;
  readonly season: string;
  readonly fee: FeeId;
  readonly amountFen: Fen;
}

/** Where an amount goes: shown before paying, and part of the entry afterwards. */
export interface AllocationPlan {
  readonly allocations: readonly Allocation[];
  /** What is left over stays on account. */
  readonly restFen: Fen;
}

/** An allocation and whose money it is; below zero it is taken back. */
export interface Link extends Allocation {
  readonly lotId: string;
}

export type AllocateCode = "bad-amount" | "season-not-owed";

/**
 * The oldest season first and in it heat before its late fee, or the chosen season before all
 * others; the rest stays on account. What is disputed is paid in the chosen season alone. Refusals,
 * in this order: `bad-amount` (not an integer of 1 fen or more, or over the limit);
 * `season-not-owed` (nothing is open in the chosen season).
 */
export function allocate(
  items: readonly OpenItem[],
  amountFen: Fen,
  chosenSeason?: string,
): Result<AllocationPlan, AllocateCode> {
  if (!isAmount(amountFen)) return refuse("bad-amount");
  const chosen = items.filter(({ season }) => season === chosenSeason);
  if (chosenSeason !== undefined && chosen.length === 0) {
    return refuse("season-not-owed", { season: chosenSeason });
  }
  const others = items.filter((item) => !item.disputed && !chosen.includes(item));
  return ok(spread([...chosen, ...others], amountFen));
}

/** An amount over items in the order given, each up to what is open of it. */
export function spread(items: readonly OpenItem[], amountFen: Fen): AllocationPlan {
  const allocations: Allocation[] = [];
  let restFen = amountFen;
  for (const { itemId, season, fee, openFen } of items) {
    const part = smallerFen(restFen, openFen);
    if (part > 0) allocations.push({ itemId, season, fee, amountFen: part });
    restFen = subtractFen(restFen, part);
  }
  return { allocations, restFen };
}

/** What is free pays what is open and not disputed: of all items, or of the season alone. */
export function freePaysOpen(position: Position, season?: string): Link[] {
  const items = openItems(position).filter(
    (item) => !item.disputed && (season === undefined || item.season === season),
  );
  return payFrom(freeLots(position), items);
}

/** Lots pay items, both in the order given. */
export function payFrom(lots: readonly Lot[], items: readonly OpenItem[]): Link[] {
  const links: Link[] = [];
  let open = [...items];
  for (const { lotId, leftFen } of lots) {
    const { allocations } = spread(open, leftFen);
    links.push(...allocations.map((one) => ({ ...one, lotId })));
    const paid = new Map(allocations.map((one) => [one.itemId, one.amountFen]));
    open = open
      .map((item) => {
        const openFen = subtractFen(item.openFen, paid.get(item.itemId) ?? ZERO_FEN);
        return { ...item, openFen };
      })
      .filter(({ openFen }) => openFen > 0);
    if (open.length === 0) break;
  }
  return links;
}

/** The receivables that links pay, or open again. */
export function linkLines(links: readonly Link[]): Line[] {
  return links.map(({ itemId, season, fee, lotId, amountFen }) => ({
    account: "receivable",
    amountFen: negateFen(amountFen),
    season,
    fee,
    itemId,
    lotId,
  }));
}

/** Lines that move money between lots and items: a lot pays, or gets back, what its links say. */
export function moveLines(links: readonly Link[]): Line[] {
  const byLot = new Map<string, Fen>();
  for (const { lotId, amountFen } of links) {
    byLot.set(lotId, addFen(byLot.get(lotId) ?? ZERO_FEN, amountFen));
  }
  return [
    ...[...byLot].flatMap(([lotId, amountFen]) => lotLines(lotId, amountFen)),
    ...linkLines(links),
  ];
}

/** A lot gives (above zero) or gets. */
export function lotLines(lotId: string, amountFen: Fen): Line[] {
  return amountFen === 0 ? [] : [{ account: "prepaid", amountFen, lotId }];
}

export function isAmount(amountFen: Fen): boolean {
  return Number.isSafeInteger(amountFen) && amountFen > 0 && amountFen <= AMOUNT_MAX_FEN;
}
