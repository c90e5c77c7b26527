import { formatYuan, negateFen, totalFen, type Fen } from "../../kernel/money.ts";
import { ok, refuse, type Result } from "../../kernel/result.ts";
import type { Item } from "../account.ts";
import { AMOUNT_MAX_FEN, freePaysOpen, moveLines, type Link } from "../allocate.ts";
import { FEES } from "../fees.ts";
import { lateFeesOf } from "../late-items.ts";
import type { Line } from "../lines.ts";
import { applyLines, copyOf, type Position } from "../position.ts";
import { amountOf, type LateFeeStep } from "../steps.ts";
import { itemIdOf, itemLines } from "./charge.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { explainUsed, joined } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/** 违约金: what items have come to by being late and is not charged yet, an item for each of them. */
export interface LateFeeDetail {
  readonly kind: "lateFee";
  /** In the order of the item lines, which name season and amount. */
  readonly items: readonly LateFeeItem[];
}

export interface LateFeeItem {
  /** The item that is late. */
  readonly lateOf: string;
  readonly steps: readonly [LateFeeStep];
}

/** 应计违约金: what an item has come to by being late, and what of it is charged already. */
export interface AccruedFee {
  /** The item that is late. */
  readonly lateOf: string;
  readonly season: string;
  /** What is to be charged still is its amount: zero, or less where too much is charged. */
  readonly step: LateFeeStep;
}

export interface LateFeeInput {
  readonly entryId: string;
  /** Of the same stream, see `accruedFees`. */
  readonly accrued: readonly AccruedFee[];
}

export type LateFeeCode = "nothing-accrued" | "bad-amount";

interface LateFeeFacts {
  readonly entryId: string;
  readonly fees: readonly { readonly season: string; readonly amountFen: Fen }[];
  /** What is on account pays at once, in the same entry. */
  readonly links: readonly Link[];
}

/**
 * 计收违约金: the difference between what has come about and what is charged already, so that a
 * second time adds nothing; where too much is charged, its entry is to be reversed. Lots that are
 * free pay it at once. Refusals, in this order: `nothing-accrued`; `bad-amount` (over the limit).
 */
function decide(
  position: Position,
  { entryId, accrued }: LateFeeInput,
): Result<Posting<LateFeeDetail>, LateFeeCode> {
  const asked = accrued.filter(({ step }) => step.amountFen > 0);
  if (asked.length === 0) return refuse("nothing-accrued");
  const fees = asked.map(({ season, step: { amountFen } }) => ({ season, amountFen }));
  if (totalFen(fees.map(({ amountFen }) => amountFen)) > AMOUNT_MAX_FEN) {
    return refuse("bad-amount");
  }
  const items = asked.map(({ lateOf, step }): LateFeeItem => ({ lateOf, steps: [step] }));
  const detail = { kind: "lateFee" as const, items };
  const own = lines({ entryId, fees, links: [] });
  const charged = copyOf(position);
  applyLines(charged, own, { sum: "chargedFen", items: itemsOf(own, detail) });
  return ok({ lines: lines({ entryId, fees, links: freePaysOpen(charged) }), detail });
}

function lines({ entryId, fees, links }: LateFeeFacts): Line[] {
  const fee = "late-fee";
  const own = fees.flatMap(({ season, amountFen }, place): Line[] => [
    { account: "receivable", amountFen, season, fee, itemId: itemIdOf(entryId, place) },
    { account: FEES[fee].income, amountFen: negateFen(amountFen), season, fee },
  ]);
  return [...own, ...moveLines(links)];
}

/** The items that it makes, as the account keeps them: to be paid at once, so without a day. */
function itemsOf(all: readonly Line[], { items }: LateFeeDetail): Item[] {
  return itemLines(all).map(({ itemId = "", season = "", amountFen }, place) => {
    const { lateOf = "" } = items[place] ?? {};
    return { itemId, season, fee: "late-fee", amountFen, lateOf };
  });
}

/**
 * Each step done again gives its amount, which is what was missing to what the item had come to:
 * what is charged for it never exceeds that, nor the cap. The lines are these items and what paid.
 */
function check(after: Position, entry: EntryOf<LateFeeDetail>): boolean {
  const { id: entryId, lines: all, detail } = entry;
  const charged = itemLines(all);
  const fees = charged.map(({ season = "", amountFen }) => ({ season, amountFen }));
  return (
    charged.length === detail.items.length &&
    detail.items.every(({ lateOf, steps: [step] }, place) => {
      const { season, amountFen } = fees[place]!;
      const of = after.items.get(lateOf);
      return (
        amountFen > 0 &&
        amountFen === step.amountFen &&
        amountFen === amountOf(step) &&
        of?.season === season &&
        of.fee === step.fee &&
        step.periods.every(({ days, arrearsFen }) => days > 0 && arrearsFen <= of.amountFen) &&
        standingFen(after, lateOf) === step.chargedFen + amountFen
      );
    }) &&
    sameLines(unlinked(all), lines({ entryId, fees, links: [] })) &&
    onlyMoved(all)
  );
}

function standingFen(position: Position, lateOf: string): Fen {
  return totalFen(lateFeesOf(position, lateOf).map(({ amountFen }) => amountFen));
}

export const lateFee = entryKind({
  decide,
  lines,
  fold(position, entry: EntryOf<LateFeeDetail>) {
    const items = itemsOf(entry.lines, entry.detail);
    applyLines(position, entry.lines, { sum: "chargedFen", items });
  },
  check,
  explain({ lines: all }, format) {
    const fee = format("ledger.fee.late-fee");
    const parts = itemLines(all).map(({ season = "", amountFen }) =>
      format("entry.part", { season, fee, amount: formatYuan(amountFen) }),
    );
    return joined([...parts, explainUsed(all, format)], format);
  },
  reversible: true,
});
