import { addFen, negateFen, subtractFen, totalFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { CityDate } from "../kernel/time.ts";
import { accountIdOf, type Entry } from "../ledger/entry.ts";
import { householdIdOf } from "../ledger/holder-account.ts";
import { sumFen, type Line } from "../ledger/lines.ts";
import { placeParts, type PlaceParts } from "./moves.ts";

/** How what is on account came and went, in fen; each may be below zero where it is taken back. */
export interface PrepaidFlows {
  /** 收入: left over of payments, and taken over from the system before. */
  readonly receivedFen: Fen;
  /** 抵缴: paid items from it, less what items that were taken back gave back to it. */
  readonly appliedFen: Fen;
  /** 退费: went back to whoever paid it. */
  readonly refundedFen: Fen;
  /** 过户结转: came from another account of the household; with those that went it sums to zero. */
  readonly movedFen: Fen;
}

/** 预收明细: what one entry changes of what is on account, where the account was then. */
export interface PrepaidMove extends PrepaidFlows {
  /** The commit that brought the entry. */
  readonly position: number;
  readonly day: CityDate;
  readonly householdId: string;
  readonly place: PlaceParts;
  /** By its lines themselves, not reckoned from the flows. */
  readonly changeFen: Fen;
}

const NO_FLOWS: PrepaidFlows = {
  receivedFen: ZERO_FEN,
  appliedFen: ZERO_FEN,
  refundedFen: ZERO_FEN,
  movedFen: ZERO_FEN,
};

/** None where nothing of it changes; `referred` knows the payment that an entry takes back. */
export function prepaidMovesOf(
  entry: Entry,
  position: number,
  referred: (entryId: string) => Entry | undefined,
): PrepaidMove[] {
  const accountId = accountIdOf(entry.streamId);
  if (accountId === null) return [];
  const lines = entry.lines.filter(({ account }) => account === "prepaid");
  const changeFen = negateFen(sumFen(lines));
  const flows = { ...NO_FLOWS, ...flowsOf(entry, { lines, changeFen, referred }) };
  if (changeFen === 0 && Object.values(flows).every((one) => one === 0)) return [];
  const { bookedOn: day, place } = entry;
  const householdId = householdIdOf(accountId);
  return [{ position, day, householdId, place: placeParts(place), ...flows, changeFen }];
}

interface Prepaid {
  readonly lines: readonly Line[];
  readonly changeFen: Fen;
  readonly referred: (entryId: string) => Entry | undefined;
}

function flowsOf(entry: Entry, { lines, changeFen, referred }: Prepaid): Partial<PrepaidFlows> {
  const { detail, paymentId, reverses = "" } = entry;
  const isUndone = detail.kind === "reversal" || detail.kind === "void";
  const kind = isUndone ? detail.of : detail.kind;
  if (kind === "opening") return { receivedFen: changeFen };
  if (kind === "balanceTransfer") return { movedFen: changeFen };
  if (kind === "refund") {
    // What comes back pays at once what is open.
    const money = entry.lines.filter(({ account }) => account === "money");
    const refundedFen = negateFen(sumFen(money));
    return { refundedFen, appliedFen: negateFen(addFen(changeFen, refundedFen)) };
  }
  if (kind !== "payment") return { appliedFen: negateFen(changeFen) };
  // What it left over when it came; what became of that later was applied.
  const undone = isUndone ? referred(reverses) : undefined;
  const left = leftOver(undone?.lines ?? lines, undone?.paymentId ?? paymentId);
  const receivedFen = undone === undefined ? left : negateFen(left);
  return { receivedFen, appliedFen: subtractFen(receivedFen, changeFen) };
}

function leftOver(lines: readonly Line[], paymentId = ""): Fen {
  const own = lines.filter(({ account, lotId }) => account === "prepaid" && lotId === paymentId);
  return negateFen(sumFen(own));
}

/**
 * 预收余额: of some days, in fen. Identity: closing = opening + received − applied − refunded +
 * moved.
 */
export interface PrepaidSums extends PrepaidFlows {
  /** 期初: on account before the first day. */
  readonly openingFen: Fen;
  /** 期末: on account after the last day, by the accounts themselves. */
  readonly closingFen: Fen;
}

export type PrepaidRow = PrepaidSums & { readonly id: string };

export const PREPAID_NAMES = [
  "openingFen",
  "receivedFen",
  "appliedFen",
  "refundedFen",
  "movedFen",
  "closingFen",
] as const satisfies readonly (keyof PrepaidSums)[];

export function totalPrepaid(rows: readonly PrepaidSums[]): PrepaidSums {
  const sum = (name: keyof PrepaidSums) => totalFen(rows.map((row) => row[name]));
  return {
    openingFen: sum("openingFen"),
    receivedFen: sum("receivedFen"),
    appliedFen: sum("appliedFen"),
    refundedFen: sum("refundedFen"),
    movedFen: sum("movedFen"),
    closingFen: sum("closingFen"),
  };
}

/** 期初 + 收入 + 结转 = 抵缴 + 退费 + 期末 */
export function isPrepaidBalanced(row: PrepaidSums): boolean {
  const { openingFen, receivedFen, appliedFen, refundedFen, movedFen, closingFen } = row;
  const came = totalFen([openingFen, receivedFen, movedFen]);
  return came === addFen(totalFen([appliedFen, refundedFen]), closingFen);
}
