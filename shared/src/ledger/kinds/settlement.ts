import {
  addFen,
  formatYuan,
  negateFen,
  smallerFen,
  subtractFen,
  totalFen,
  ZERO_FEN,
  type Fen,
} from "../../kernel/money.ts";
import { ok, refuse, type Result } from "../../kernel/result.ts";
import type { CityDate } from "../../kernel/time.ts";
import type { Item } from "../account.ts";
import { AMOUNT_MAX_FEN, freePaysOpen, moveLines, type Link } from "../allocate.ts";
import { FEES, isSeasonFee, type FeeId } from "../fees.ts";
import { sumFen, type Line } from "../lines.ts";
import type { AdvanceStep, MeteredSteps } from "../metered.ts";
import type { MeteredCost } from "../metered-cost.ts";
import { applyLines, copyOf, type Position } from "../position.ts";
import { amountOf } from "../steps.ts";
import { brought, type Brought } from "./brought.ts";
import { itemIdOf } from "./charge.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";
import { takenBack } from "./taken-back.ts";

/** 计量结算: what was charged by area in advance gives way to what the meters say. */
export interface SettlementDetail extends Brought {
  readonly kind: "settlement";
  readonly dueOn: CityDate;
  /** How the two parts came about; what comes to nothing makes no item. */
  readonly basic: readonly MeteredSteps[];
  readonly metered: readonly MeteredSteps[];
  /** What was charged in advance and is taken off. */
  readonly advance: AdvanceStep;
}

/** 预收面积热费 of one item: what of it is settled. */
export interface Prepaid {
  readonly itemId: string;
  readonly fee: FeeId;
  readonly amountFen: Fen;
  /** 尾差: what of it was rounded to the yuan. */
  readonly roundedFen: Fen;
}

export interface SettlementInput {
  readonly entryId: string;
  readonly season: string;
  readonly dueOn: CityDate;
  /** Of the charge that stands; none is empty. */
  readonly prepaid: readonly Prepaid[];
  readonly cost: MeteredCost;
}

export type SettlementCode =
  | "already-settled"
  | "balance-moved"
  | "relief-stands"
  | "write-off-stands"
  | "bad-amount";

interface SettlementFacts {
  readonly entryId: string;
  readonly season: string;
  readonly prepaid: readonly Prepaid[];
  readonly parts: readonly Part[];
  /** What the advance was paid with is free again. */
  readonly returned: readonly Link[];
  /** It pays the two parts, and what is left whatever else is open. */
  readonly used: readonly Link[];
}

interface Part {
  readonly fee: FeeId;
  readonly amountFen: Fen;
}

/**
 * Of a whole stream's position. The advance is taken off, paid or not, and the two parts are owed
 * in its place; the money that paid it pays them, and what is left is on account. Refusals, in this
 * order: `already-settled`; `balance-moved` (of the advance something is in another account);
 * `relief-stands`, `write-off-stands` (something of it is not owed, or was not: that is reversed
 * first); `bad-amount` (over the limit).
 */
function decide(
  position: Position,
  { entryId, season, dueOn, prepaid, cost }: SettlementInput,
): Result<Posting<SettlementDetail>, SettlementCode> {
  const sums = [...position.sums.values()].filter((sum) => sum.season === season);
  if (sums.some(({ settledFen }) => settledFen)) return refuse("already-settled", { season });
  const barred = prepaid.map(({ itemId }) => barredBy(position, itemId)).find((one) => one);
  if (barred) return refuse(barred);
  const parts = partsOf(cost);
  if (sumFen(parts) > AMOUNT_MAX_FEN) return refuse("bad-amount");
  const prepaidFen = sumFen(prepaid);
  const advance = { rule: "advance@1" as const, prepaidFen, amountFen: negateFen(prepaidFen) };
  const detail = { kind: "settlement" as const, dueOn, ...cost, advance };
  const returned = prepaid.flatMap((one) => takenBack(position, { ...one, season }));
  const facts = { entryId, season, prepaid, parts, returned };
  const after = copyOf(position);
  const own = lines({ ...facts, used: [] });
  applyLines(after, own, {
    sum: "chargedFen",
    settles: true,
    items: itemsOf(own, { id: entryId, dueOn }),
  });
  const first = freePaysOpen(after, season);
  applyLines(after, moveLines(first), { sum: null });
  const rest = freePaysOpen(after);
  applyLines(after, moveLines(rest), { sum: null });
  const of = brought(position, after);
  return ok({
    lines: lines({ ...facts, used: [...first, ...rest] }),
    detail: { ...detail, ...of },
  });
}

function barredBy({ items, away, returned }: Position, itemId: string): SettlementCode | null {
  if (away.has(itemId)) return "balance-moved";
  const { relievedFen, writtenOffFen } = items.get(itemId) ?? {};
  if (relievedFen) return "relief-stands";
  return writtenOffFen || returned.has(itemId) ? "write-off-stands" : null;
}

function partsOf({ basic, metered }: MeteredCost): Part[] {
  const parts: Part[] = [
    { fee: "basic", amountFen: sumFen(basic) },
    { fee: "metered", amountFen: sumFen(metered) },
  ];
  return parts.filter(({ amountFen }) => amountFen !== 0);
}

function lines({ entryId, season, prepaid, parts, returned, used }: SettlementFacts): Line[] {
  const owed = parts.flatMap(({ fee, amountFen }, place): Line[] => [
    { account: "receivable", amountFen, season, fee, itemId: itemIdOf(entryId, place) },
    { account: FEES[fee].income, amountFen: negateFen(amountFen), season, fee },
  ]);
  const gone = prepaid.flatMap(({ itemId, fee, amountFen, roundedFen }): Line[] => {
    const earnedFen = subtractFen(amountFen, roundedFen);
    return [
      { account: "receivable", amountFen: negateFen(amountFen), season, fee, itemId },
      { account: FEES[fee].income, amountFen: earnedFen, season, fee },
      ...(roundedFen === 0
        ? []
        : [{ account: "rounding" as const, amountFen: roundedFen, season, fee }]),
    ];
  });
  return [...owed, ...gone, ...moveLines(returned), ...moveLines(used)];
}

/** The items that it makes, as the account keeps them. */
function itemsOf(
  all: readonly Line[],
  { id, dueOn }: { readonly id: string; readonly dueOn: CityDate },
): Item[] {
  return madeLines(all, id).map(({ itemId = "", season = "", fee = "metered", amountFen }) => {
    return { itemId, season, fee, dueOn, amountFen };
  });
}

function receivables(all: readonly Line[]): Line[] {
  return unlinked(all).filter(({ account }) => account === "receivable");
}

/** The lines of its own items. */
function madeLines(all: readonly Line[], id: string): Line[] {
  return receivables(all).filter(({ itemId = "" }) => itemId.startsWith(`${id}/`));
}

/** What of the charge's items is taken off, as its lines say it. */
function prepaidOf(all: readonly Line[], id: string): Prepaid[] {
  return receivables(all).flatMap(({ itemId = "", fee = "heat", amountFen }) => {
    if (itemId.startsWith(`${id}/`)) return [];
    const rounding = unlinked(all).filter(
      (line) => line.account === "rounding" && line.fee === fee,
    );
    return [{ itemId, fee, amountFen: negateFen(amountFen), roundedFen: sumFen(rounding) }];
  });
}

/** Each step done again gives its amount; the advance is what the cap was reckoned by. */
function check(after: Position, entry: EntryOf<SettlementDetail>): boolean {
  const { id: entryId, lines: all, detail } = entry;
  const { basic, metered, advance } = detail;
  const season = receivables(all)[0]?.season ?? "";
  const prepaid = prepaidOf(all, entryId);
  const settled = totalFen(
    [...after.sums.values()].map((sum) => (sum.season === season && sum.settledFen) || ZERO_FEN),
  );
  return (
    [...basic, ...metered, advance].every((step) => amountOf(step) === step.amountFen) &&
    prepaid.length > 0 &&
    prepaid.every(({ fee, amountFen }) => amountFen > 0 && isSeasonFee(fee)) &&
    advance.prepaidFen === sumFen(prepaid) &&
    settled === advance.prepaidFen &&
    [...basic, ...metered].every(
      (step) => step.rule !== "metered-cap@1" || step.prepaidFen === advance.prepaidFen,
    ) &&
    sameLines(
      unlinked(all),
      lines({ entryId, season, prepaid, parts: partsOf(detail), returned: [], used: [] }),
    ) &&
    onlyMoved(all)
  );
}

export const settlement = entryKind({
  decide,
  lines,
  fold(position, { id, lines: all, detail }: EntryOf<SettlementDetail>) {
    const items = [...itemsOf(all, { id, dueOn: detail.dueOn }), ...(detail.items ?? [])];
    applyLines(position, all, { sum: "chargedFen", settles: true, items, lots: detail.lots });
  },
  check,
  explain({ lines: all, detail: { basic, metered, advance } }, format) {
    const [{ season = "" } = {}] = receivables(all);
    const settledFen = addFen(sumFen(basic), sumFen(metered));
    const { prepaidFen } = advance;
    const creditFen = subtractFen(prepaidFen, smallerFen(settledFen, prepaidFen));
    return format("entry.settled", {
      season,
      prepaid: formatYuan(prepaidFen),
      basic: formatYuan(sumFen(basic)),
      metered: formatYuan(sumFen(metered)),
      settled: formatYuan(settledFen),
      credit: formatYuan(creditFen),
    });
  },
  reversible: true,
});
