import { smallerFen, subtractFen, totalFen, type Fen } from "../kernel/money.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import { isAmount } from "./allocate.ts";
import { sumFen, type Tender } from "./lines.ts";

/** A tender as it was handed over. */
export interface TakenTender extends Tender {
  /** 实收现金: notes and coins given, where that was counted; of cash alone. */
  readonly givenFen?: Fen;
  /** 找零: what was given back of them. */
  readonly changeFen?: Fen;
}

/** A tender as a cashier states it. */
export type StatedTender = Omit<TakenTender, "changeFen">;

export type TenderCode = "bad-amount" | "method-twice" | "cash-short" | "tenders-differ";

/**
 * Whether tenders pay exactly `owedFen`, the sum of what the payment is for. Refusals, in this
 * order: `bad-amount` (one is none); `method-twice`; `cash-short` (given is less than the part that
 * is to be paid in cash, or not given as cash); `tenders-differ` (together they are another sum).
 */
export function refuseTenders(
  tenders: readonly StatedTender[],
  owedFen: Fen,
): Refusal<TenderCode> | null {
  if (tenders.length === 0 || !tenders.every((one) => isAmount(one.amountFen))) {
    return refuse("bad-amount");
  }
  if (new Set(tenders.map(({ method }) => method)).size < tenders.length) {
    return refuse("method-twice");
  }
  if (!tenders.every(isCovered)) return refuse("cash-short");
  return sumFen(tenders) === owedFen ? null : refuse("tenders-differ");
}

function isCovered({ method, amountFen, givenFen }: StatedTender): boolean {
  if (givenFen === undefined) return true;
  return method === "cash" && Number.isSafeInteger(givenFen) && givenFen >= amountFen;
}

/** With what is given back, as it is recorded and printed. */
export function withChange(tenders: readonly StatedTender[]): TakenTender[] {
  return tenders.map(({ method, amountFen, givenFen }) => ({
    method,
    amountFen,
    ...(givenFen === undefined ? {} : { givenFen, changeFen: subtractFen(givenFen, amountFen) }),
  }));
}

/** What is given back of a payment in all. */
export function changeOf(tenders: readonly TakenTender[]): Fen {
  return totalFen(tenders.flatMap(({ changeFen }) => changeFen ?? []));
}

/**
 * Which tender pays which of several parts: both in the order given, so that each part has money by
 * method of its own and the parts of a method come to its tender. Both sums are the same.
 */
export function shareTenders(tenders: readonly Tender[], parts: readonly Fen[]): Tender[][] {
  const left = tenders.map(({ method, amountFen }) => ({ method, leftFen: amountFen }));
  return parts.map((partFen) => {
    let openFen = partFen;
    return left.flatMap((one) => {
      const amountFen = smallerFen(openFen, one.leftFen);
      openFen = subtractFen(openFen, amountFen);
      one.leftFen = subtractFen(one.leftFen, amountFen);
      return amountFen > 0 ? [{ method: one.method, amountFen }] : [];
    });
  });
}
