import { ok, refuse, type Result } from "../../kernel/result.ts";
import { absoluteFen, addFen, formatYuan, negateFen, ZERO_FEN } from "../../kernel/money.ts";
import type { Item, Lot, LotOrigin, OpenItem } from "../account.ts";
import { freePaysOpen, lotLines, moveLines, type Link } from "../allocate.ts";
import type { FormatMessage } from "../formatting.ts";
import { negated, sumFen, type Line } from "../lines.ts";
import { addToSum, applyLines, copyOf, freeLots, openItems, type Position } from "../position.ts";
import type { Brought } from "./brought.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { joined } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/**
 * 余额结转: what is open and on account goes to another account, by two entries in one commit that
 * `clearing` joins. Items keep how they came about, lots by which way they came. It is taken back
 * by two more, each of which reverses one of them.
 */
export interface BalanceTransferDetail extends Brought {
  readonly kind: "balanceTransfer";
  readonly way: "out" | "in";
  /** The other half. */
  readonly other: { readonly accountId: string; readonly entryId: string };
}

/** What is moved: of items what is open, of lots what is left. */
export interface Balance {
  readonly items: readonly OpenItem[];
  readonly lots: readonly Lot[];
}

export interface BalanceTransferInput extends Pick<BalanceTransferDetail, "way" | "other"> {
  readonly balance: Balance;
  /** The entry of this stream that it takes back. */
  readonly reverses?: string | undefined;
}

export type BalanceTransferCode = "nothing-to-move" | "dispute-stands" | "balance-used";

interface BalanceTransferFacts extends Pick<BalanceTransferInput, "way" | "balance"> {
  /** What is free pays what is open: before anything goes, after it came. */
  readonly used: readonly Link[];
}

/** All that an account owes and has on account, once what is free paid what is open. */
export function balanceOf(position: Position): Balance {
  const settled = afterUse(position, freePaysOpen(position));
  return { items: openItems(settled), lots: freeLots(settled) };
}

/**
 * Refusals, in this order: `nothing-to-move`; `dispute-stands` (with whoever disputed it);
 * `balance-used` (something of what is to go was paid
 * or used, so that it is not there as it came).
 */
function decide(
  position: Position,
  { way, other, balance, reverses }: BalanceTransferInput,
): Result<Posting<BalanceTransferDetail>, BalanceTransferCode> {
  if (balance.items.length + balance.lots.length === 0) return refuse("nothing-to-move");
  const kind = { kind: "balanceTransfer" as const, way, other };
  const undone = reverses === undefined ? {} : { reverses };
  if (way === "out") {
    if (isDisputed(balance)) return refuse("dispute-stands");
    const used = freePaysOpen(position);
    if (!holdsAll(afterUse(position, used), balance)) return refuse("balance-used");
    return ok({ ...undone, lines: lines({ way, balance, used }), detail: kind });
  }
  const detail = { ...kind, ...described(balance) };
  const come = copyOf(position);
  const own = lines({ way, balance, used: [] });
  applyLines(come, own, { sum: "chargedFen", ...described(balance) });
  const used = freePaysOpen(come);
  return ok({ ...undone, lines: lines({ way, balance, used }), detail });
}

/** 争议 belongs to whoever disputes it, so it does not go to another account with the item. */
export function isDisputed({ items }: Pick<Balance, "items">): boolean {
  return items.some(({ disputed }) => disputed);
}

function afterUse(position: Position, used: readonly Link[]): Position {
  const after = copyOf(position);
  applyLines(after, moveLines(used), { sum: null });
  return after;
}

function holdsAll({ items, lots }: Position, balance: Balance): boolean {
  return (
    balance.items.every(({ itemId, openFen }) => items.get(itemId)?.openFen === openFen) &&
    balance.lots.every(({ lotId, leftFen }) => lots.get(lotId)?.leftFen === leftFen)
  );
}

function described({ items, lots }: Balance): Brought {
  return {
    ...(items.length === 0 ? {} : { items: items.map(({ openFen: _, ...item }): Item => item) }),
    ...(lots.length === 0 ? {} : { lots: lots.map(({ leftFen: _, ...lot }): LotOrigin => lot) }),
  };
}

function lines({ way, balance, used }: BalanceTransferFacts): Line[] {
  const coming = [
    ...balance.items.flatMap(({ itemId, season, fee, openFen: amountFen }): Line[] => [
      { account: "receivable", amountFen, season, fee, itemId },
      { account: "clearing", amountFen: negateFen(amountFen), season, fee, itemId },
    ]),
    ...balance.lots.flatMap(({ lotId, leftFen }): Line[] => [
      ...lotLines(lotId, negateFen(leftFen)),
      { account: "clearing", amountFen: leftFen, lotId },
    ]),
  ];
  return way === "in" ? [...coming, ...moveLines(used)] : [...moveLines(used), ...negated(coming)];
}

/** What another account got or gave by it. */
export function clearingLines({ lines: all }: { readonly lines: readonly Line[] }): Line[] {
  return all.filter(({ account }) => account === "clearing");
}

/** Of an entry by which it came: what it was, to be taken back as it came. */
export function balanceIn({ lines: all, detail }: EntryOf<BalanceTransferDetail>): Balance {
  const amountOf = (id: string) => {
    const line = clearingLines({ lines: all }).find(
      ({ itemId, lotId }) => (itemId ?? lotId) === id,
    );
    return absoluteFen(line?.amountFen ?? ZERO_FEN);
  };
  return {
    items: (detail.items ?? []).map((item) => ({ ...item, openFen: amountOf(item.itemId) })),
    lots: (detail.lots ?? []).map((lot) => ({ ...lot, leftFen: amountOf(lot.lotId) })),
  };
}

function fold(position: Position, entry: EntryOf<BalanceTransferDetail>): void {
  const { lines: all, detail, seq, reverses } = entry;
  const isBack = reverses !== undefined;
  // Where it came to, it is as old as that; where it came back to, as old as it was.
  const lots = isBack ? detail.lots : detail.lots?.map((lot) => ({ ...lot, seq }));
  // Of the account that it goes from, and comes back to. A season is marked before it goes and
  // until it is back, so that it stands there all the while.
  if (!isBack && detail.way === "out") markAway(position, entry);
  applyLines(position, all, { sum: "chargedFen", items: detail.items, lots });
  if (isBack && detail.way === "in") markAway(position, entry);
}

function markAway(position: Position, entry: EntryOf<BalanceTransferDetail>): void {
  for (const { itemId, lotId, season, fee, amountFen } of clearingLines(entry)) {
    const id = itemId ?? lotId ?? "";
    const goneFen = itemId === undefined ? negateFen(amountFen) : amountFen;
    const awayFen = addFen(position.away.get(id) ?? ZERO_FEN, goneFen);
    if (awayFen === 0) position.away.delete(id);
    else position.away.set(id, awayFen);
    if (season && fee) addToSum(position, { season, fee }, "movedFen", goneFen);
  }
}

/** Each item and lot goes or comes whole against `clearing`; taken back by the exact negative. */
function check(
  _: Position,
  entry: EntryOf<BalanceTransferDetail>,
  reversed: EntryOf<unknown> | null,
): boolean {
  const { lines: all, detail, reverses } = entry;
  const sign = detail.way === "in" ? 1 : -1;
  const items = unlinked(all).filter(({ account }) => account === "receivable");
  const pairs = items.flatMap((line): Line[] => [
    line,
    { ...line, account: "clearing", amountFen: negateFen(line.amountFen) },
  ]);
  const lots = clearingLines(entry).filter(({ lotId }) => lotId !== undefined);
  return (
    items.length + lots.length > 0 &&
    sameLines(unlinked(all), pairs) &&
    onlyMoved(all) &&
    [...items, ...lots].every(({ amountFen }) => Math.sign(amountFen) === sign) &&
    (reverses === undefined || takesBack(entry, reversed))
  );
}

function takesBack(entry: EntryOf<BalanceTransferDetail>, reversed: EntryOf<unknown> | null) {
  const undone = reversed?.detail as BalanceTransferDetail | undefined;
  return (
    reversed !== null &&
    undone?.kind === "balanceTransfer" &&
    reversed.reverses === undefined &&
    undone.other.accountId === entry.detail.other.accountId &&
    sameLines(clearingLines(entry), negated(clearingLines(reversed)))
  );
}

function explain(entry: EntryOf<BalanceTransferDetail>, format: FormatMessage): string {
  const moved = clearingLines(entry);
  const items = moved.flatMap(({ season, fee, amountFen }) => {
    if (season === undefined || fee === undefined) return [];
    const amount = formatYuan(absoluteFen(amountFen));
    return [format("entry.part", { season, fee: format(`ledger.fee.${fee}`), amount })];
  });
  const lotsFen = absoluteFen(sumFen(moved.filter(({ lotId }) => lotId !== undefined)));
  const lots = lotsFen === 0 ? [] : [format("entry.on-account", { amount: formatYuan(lotsFen) })];
  const { way } = entry.detail;
  const how = entry.reverses === undefined ? way : (`${way}-back` as const);
  return format(`entry.moved-${how}`, { parts: joined([...items, ...lots], format) });
}

export const balanceTransfer = entryKind({
  decide,
  lines,
  fold,
  check,
  explain,
  // Both halves are taken back at once, by a command of its own.
  reversible: false,
});
