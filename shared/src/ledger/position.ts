import { assert } from "../kernel/assert.ts";
import { addFen, negateFen, subtractFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import { EPOCH, type Instant } from "../kernel/time.ts";
import {
  byItemOrder,
  byLotOrder,
  openOfSum,
  type Account,
  type Item,
  type Lot,
  type LotOrigin,
  type OpenItem,
  type SeasonSum,
} from "./account.ts";
import { bySeasonAndFee, isSeasonFee } from "./fees.ts";
import type { Line, PaymentMethod } from "./lines.ts";

/**
 * Where a stream stands, as entries are folded into it. Made from an account it knows what is open
 * and on account; made by folding a whole stream it also knows who paid what, and what is paid.
 */
export interface Position {
  readonly accountId: string;
  /** Folded from the first entry on: `links` and closed items are all there. */
  readonly whole: boolean;
  seq: number;
  at: Instant;
  hash: string;
  openingId: string | undefined;
  readonly items: Map<string, OpenItem>;
  readonly lots: Map<string, Lot>;
  readonly sums: Map<string, SeasonSum>;
  /** 核销关系: item → lot → what that lot's money paid of it. */
  readonly links: Map<string, Map<string, Fen>>;
  /** 已结转: what of an item or a lot is in another account now. */
  readonly away: Map<string, Fen>;
  /** 坏账收回: item → what of it was written off and then paid, by payments that stand. */
  readonly returned: Map<string, Fen>;
  /** 已退: lot → way → what of it went back to whoever paid it. */
  readonly refunded: Map<string, ReadonlyMap<PaymentMethod, Fen>>;
}

/** What lines mean beyond their amounts; it differs by kind of entry. */
export interface LineMeaning {
  /** The sum that a receivable without a lot moves; null: the kind sees to sums itself. */
  readonly sum: "chargedFen" | "relievedFen" | "writtenOffFen" | null;
  /** 计量结算: what of a season's charge it takes off counts as settled. */
  readonly settles?: true;
  /** Items that are new, or open again. */
  readonly items?: readonly Item[] | undefined;
  /** Lots that are new, or have money again. */
  readonly lots?: readonly LotOrigin[] | undefined;
}

export function emptyPosition(accountId: string): Position {
  return { ...bare(accountId), whole: true };
}

export function positionOf(account: Account): Position {
  const { id, seq, at, hash, openingId, items, lots, sums } = account;
  return {
    ...bare(id),
    whole: seq === 0,
    seq,
    at,
    hash,
    openingId,
    items: new Map(items.map((item) => [item.itemId, item])),
    lots: new Map(lots.map((lot) => [lot.lotId, lot])),
    sums: new Map(sums.map((sum) => [sumKey(sum), sum])),
  };
}

function bare(accountId: string) {
  return {
    accountId,
    seq: 0,
    at: EPOCH,
    hash: "",
    openingId: undefined,
    items: new Map<string, OpenItem>(),
    lots: new Map<string, Lot>(),
    sums: new Map<string, SeasonSum>(),
    links: new Map<string, Map<string, Fen>>(),
    away: new Map<string, Fen>(),
    returned: new Map<string, Fen>(),
    refunded: new Map<string, ReadonlyMap<PaymentMethod, Fen>>(),
  };
}

/** A position of its own, to try lines on. */
export function copyOf(position: Position): Position {
  return {
    ...position,
    items: new Map(position.items),
    lots: new Map(position.lots),
    sums: new Map(position.sums),
    links: new Map([...position.links].map(([itemId, lots]) => [itemId, new Map(lots)])),
    away: new Map(position.away),
    returned: new Map(position.returned),
    refunded: new Map(position.refunded),
  };
}

/** The account: what is open, what is left, and the sums that are not all zero. */
export function accountOf(position: Position): Account {
  const { accountId, seq, at, hash, openingId } = position;
  return {
    id: accountId,
    seq,
    at,
    hash,
    items: openItems(position),
    lots: freeLots(position),
    sums: [...position.sums.values()].toSorted(bySeasonAndFee),
    ...(openingId === undefined ? {} : { openingId }),
  };
}

/** In the order in which they are paid. */
export function openItems({ items }: Pick<Position, "items">): OpenItem[] {
  return [...items.values()].filter((item) => item.openFen > 0).toSorted(byItemOrder);
}

/** In the order in which they are used up. */
export function freeLots({ lots }: Pick<Position, "lots">): Lot[] {
  return [...lots.values()].filter((lot) => lot.leftFen > 0).toSorted(byLotOrder);
}

/**
 * Moves items, lots, sums and links by lines. Throws when that leaves anything below zero, or an
 * item open that nobody described: no rule makes such an entry.
 */
export function applyLines(position: Position, lines: readonly Line[], meaning: LineMeaning): void {
  // A payment may be used up at once: whoever knows all still knows whose money it was.
  for (const lot of position.whole ? (meaning.lots ?? []) : []) {
    if (!position.lots.has(lot.lotId)) position.lots.set(lot.lotId, { ...lot, leftFen: ZERO_FEN });
  }
  for (const line of lines) {
    if (line.account === "receivable") moveItem(position, line, meaning);
    if (line.account === "prepaid") moveLot(position, line, meaning);
  }
  for (const { account, itemId = "", lotId = "" } of lines) {
    if (account === "receivable") checkItem(position, itemId, lotId);
    if (account === "prepaid") {
      const leftFen = position.lots.get(lotId)?.leftFen ?? ZERO_FEN;
      assert(leftFen >= 0, `lot ${lotId} has ${leftFen} fen left`);
      if (leftFen === 0 && !position.whole) position.lots.delete(lotId);
    }
  }
}

/** Closed long ago, so the account does not know it; it must be closed again after the entry. */
const UNKNOWN_ITEM = { amountFen: ZERO_FEN };

function moveItem(position: Position, line: Line, { sum, settles, items = [] }: LineMeaning): void {
  const { itemId, season, fee, lotId, amountFen } = line;
  assert(itemId && season && fee, "a receivable names its item, season and fee");
  const item = position.items.get(itemId) ?? {
    ...(items.find((one) => one.itemId === itemId) ?? { ...UNKNOWN_ITEM, itemId, season, fee }),
    openFen: ZERO_FEN,
  };
  position.items.set(itemId, moved(item, line, sum));
  if (lotId !== undefined) {
    addToSum(position, line, "paidFen", negateFen(amountFen));
    link(position, itemId, lotId, negateFen(amountFen));
  } else if (sum !== null) {
    // Marked before it is taken off and until it is back, so that the season stands all the while.
    const isSettled = settles === true && isSeasonFee(fee);
    if (isSettled && amountFen < 0) addToSum(position, line, "settledFen", negateFen(amountFen));
    addToSum(position, line, sum, sum === "chargedFen" ? amountFen : negateFen(amountFen));
    if (isSettled && amountFen > 0) addToSum(position, line, "settledFen", negateFen(amountFen));
  }
}

/** An item keeps what of it is relieved and written off, so that what is paid is told apart. */
function moved(
  { relievedFen = ZERO_FEN, writtenOffFen = ZERO_FEN, ...item }: OpenItem,
  { lotId, amountFen }: Line,
  sum: LineMeaning["sum"],
): OpenItem {
  const takenOff = (before: Fen, of: LineMeaning["sum"]) =>
    lotId === undefined && sum === of ? subtractFen(before, amountFen) : before;
  const relieved = takenOff(relievedFen, "relievedFen");
  const writtenOff = takenOff(writtenOffFen, "writtenOffFen");
  return {
    ...item,
    openFen: addFen(item.openFen, amountFen),
    ...(relieved === 0 ? {} : { relievedFen: relieved }),
    ...(writtenOff === 0 ? {} : { writtenOffFen: writtenOff }),
  };
}

function moveLot(position: Position, line: Line, { lots = [] }: LineMeaning): void {
  const { lotId, amountFen } = line;
  assert(lotId, "a prepayment names its lot");
  const lot = position.lots.get(lotId) ?? {
    ...(lots.find((one) => one.lotId === lotId) ?? { lotId, seq: 0 }),
    leftFen: ZERO_FEN,
  };
  position.lots.set(lotId, { ...lot, leftFen: subtractFen(lot.leftFen, amountFen) });
}

function link({ links }: Position, itemId: string, lotId: string, amountFen: Fen): void {
  const paid = links.get(itemId) ?? new Map<string, Fen>();
  links.set(itemId, paid);
  const sum = addFen(paid.get(lotId) ?? ZERO_FEN, amountFen);
  if (sum === 0) paid.delete(lotId);
  else paid.set(lotId, sum);
}

function checkItem(position: Position, itemId: string, lotId: string): void {
  const item = position.items.get(itemId);
  if (item === undefined) return;
  const { openFen: open, amountFen } = item;
  assert(open >= 0 && (open === 0 || open <= amountFen), `item ${itemId}: ${open} fen open`);
  const paid = position.links.get(itemId)?.get(lotId) ?? ZERO_FEN;
  assert(!position.whole || paid >= 0, `item ${itemId}: ${paid} fen paid by lot ${lotId}`);
  if (open === 0 && !position.whole) position.items.delete(itemId);
}

/** Adds to a sum of the line's season and fee; one that comes to nothing goes. */
export function addToSum(
  position: Position,
  { season = "", fee = "heat" }: Pick<Line, "season" | "fee">,
  field: "chargedFen" | "paidFen" | OptionalSum,
  amountFen: Fen,
): void {
  const key = sumKey({ season, fee });
  const nothing = { season, fee, chargedFen: ZERO_FEN, paidFen: ZERO_FEN };
  const before: SeasonSum = position.sums.get(key) ?? nothing;
  const after = { ...before, [field]: addFen(before[field] ?? ZERO_FEN, amountFen) };
  if (after[field] === 0 && field !== "chargedFen" && field !== "paidFen") delete after[field];
  if (isNothing(after)) position.sums.delete(key);
  else position.sums.set(key, after);
}

type OptionalSum = "relievedFen" | "writtenOffFen" | "movedFen" | "settledFen";

function isNothing(sum: SeasonSum): boolean {
  const { chargedFen, paidFen, relievedFen, writtenOffFen, movedFen, settledFen, takenOver } = sum;
  const optional = relievedFen || writtenOffFen || movedFen || settledFen;
  return takenOver === undefined && chargedFen === 0 && paidFen === 0 && !optional;
}

export function sumKey({ season, fee }: Pick<SeasonSum, "season" | "fee">): string {
  return `${season} ${fee}`;
}

/**
 * The identity of each season and fee: what is open by its sums is what its items have open, and no
 * sum is below zero. Answers the first season and fee for which it does not hold.
 */
export function brokenSum({ items, sums }: Pick<Account, "items" | "sums">): string | null {
  const open = new Map<string, Fen>();
  for (const item of items) {
    open.set(sumKey(item), addFen(open.get(sumKey(item)) ?? ZERO_FEN, item.openFen));
  }
  for (const sum of sums) {
    const key = sumKey(sum);
    const { chargedFen, paidFen } = sum;
    const { relievedFen = ZERO_FEN, writtenOffFen = ZERO_FEN } = sum;
    const { movedFen = ZERO_FEN, settledFen = ZERO_FEN } = sum;
    const released = Math.min(relievedFen, writtenOffFen, movedFen, settledFen);
    const below = Math.min(chargedFen, paidFen, released) < 0;
    if (below || openOfSum(sum) !== (open.get(key) ?? ZERO_FEN)) return key;
    open.delete(key);
  }
  return open.keys().next().value ?? null;
}
