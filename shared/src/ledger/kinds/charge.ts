import { ok, refuse, type Result } from "../../kernel/result.ts";
import { formatYuan, negateFen, subtractFen, totalFen, type Fen } from "../../kernel/money.ts";
import type { CityDate } from "../../kernel/time.ts";
import type { Item } from "../account.ts";
import { AMOUNT_MAX_FEN, freePaysOpen, moveLines, type Link } from "../allocate.ts";
import { FEES, isSeasonFee, type FeeId } from "../fees.ts";
import { sumFen, type Line } from "../lines.ts";
import { applyLines, copyOf, sumKey, type Position } from "../position.ts";
import { seasonCost, type CostCode, type CostItem, type SeasonSupply } from "../season-cost.ts";
import { amountOf, isRounding, type Step } from "../steps.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { explainUsed, joined } from "./explain.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/** 应收: what a season costs, item by item, each with the steps that it came about by. */
export interface ChargeDetail {
  readonly kind: "charge";
  /** In the order of the item lines, which name season, fee and amount. */
  readonly items: readonly ChargedItem[];
  /** The version of the season's contract that it was made by. */
  readonly contractVersion?: number;
}

export interface ChargedItem {
  readonly dueOn?: CityDate;
  readonly steps: readonly Step[];
}

export interface ChargeInput extends SeasonSupply {
  readonly entryId: string;
  readonly dueOn: CityDate;
  readonly contractVersion?: number | undefined;
}

export type ChargeCode = "already-charged" | CostCode | "bad-amount";

interface ChargeFacts {
  readonly entryId: string;
  readonly season: string;
  readonly items: readonly CostItem[];
  /** What is on account pays at once, in the same entry. */
  readonly links: readonly Link[];
}

/**
 * 应收: what a season costs (season-cost.ts), rounded once a step, half up to the fen; lots that are
 * free pay it at once. Refusals, in this order: `already-charged` (charged in the season, or taken
 * over with it); those of `seasonCost`; `bad-amount` (over the limit).
 */
function decide(position: Position, input: ChargeInput): Result<Posting<ChargeDetail>, ChargeCode> {
  const { entryId, season, dueOn, contractVersion } = input;
  const sums = [...position.sums.values()];
  if (sums.some((sum) => sum.season === season && isSeasonFee(sum.fee))) {
    return refuse("already-charged", { season });
  }
  const cost = seasonCost(input);
  if (!cost.ok) return cost;
  const items = cost.value;
  if (totalFen(items.map(({ steps }) => sumFen(steps))) > AMOUNT_MAX_FEN)
    return refuse("bad-amount");
  const by = contractVersion === undefined ? {} : { contractVersion };
  const made = items.map(({ steps }) => ({ dueOn, steps }));
  const detail = { kind: "charge" as const, items: made, ...by };
  const own = lines({ entryId, season, items, links: [] });
  const charged = copyOf(position);
  applyLines(charged, own, { sum: "chargedFen", items: itemsOf(own, detail) });
  return ok({ lines: lines({ entryId, season, items, links: freePaysOpen(charged) }), detail });
}

function lines({ entryId, season, items, links }: ChargeFacts): Line[] {
  const charged = items.flatMap(({ fee, steps }, place): Line[] => {
    const [amountFen, roundedFen] = [sumFen(steps), sumFen(steps.filter(isRounding))];
    const earnedFen = subtractFen(amountFen, roundedFen);
    return [
      { account: "receivable", amountFen, season, fee, itemId: itemIdOf(entryId, place) },
      { account: FEES[fee].income, amountFen: negateFen(earnedFen), season, fee },
      ...(roundedFen === 0
        ? []
        : [{ account: "rounding" as const, amountFen: negateFen(roundedFen), season, fee }]),
    ];
  });
  return [...charged, ...moveLines(links)];
}

export function itemIdOf(entryId: string, place: number): string {
  return `${entryId}/${place + 1}`;
}

/** The items that a charge makes, as the account keeps them. */
function itemsOf(all: readonly Line[], { items }: ChargeDetail): Item[] {
  return itemLines(all).map(({ itemId = "", season = "", fee = "heat", amountFen }, place) => {
    const { dueOn } = items[place] ?? {};
    return { itemId, season, fee, ...(dueOn === undefined ? {} : { dueOn }), amountFen };
  });
}

/** One for each item, in their order. */
export function itemLines(all: readonly Line[]): Line[] {
  return all.filter(({ account, lotId }) => account === "receivable" && lotId === undefined);
}

/**
 * Each step done again gives its amount, the lines are the items and what paid them, and nothing
 * else is charged for that season and fee.
 */
function check(after: Position, entry: EntryOf<ChargeDetail>): boolean {
  const { id: entryId, lines: all, detail } = entry;
  const charged = itemLines(all);
  const season = charged[0]?.season ?? "";
  const items = detail.items.map(({ steps }, at) => ({ fee: charged[at]?.fee ?? "heat", steps }));
  return (
    items.every(({ steps }) => steps.every((step) => amountOf(step) === step.amountFen)) &&
    sameLines(unlinked(all), lines({ entryId, season, items, links: [] })) &&
    onlyMoved(all) &&
    charged.every((line) => chargedFen(after, line) === sumOfFee(charged, line.fee))
  );
}

function chargedFen({ sums }: Position, { season = "", fee = "heat" }: Line): Fen | undefined {
  return sums.get(sumKey({ season, fee }))?.chargedFen;
}

function sumOfFee(charged: readonly Line[], fee: FeeId | undefined): Fen {
  return sumFen(charged.filter((line) => line.fee === fee));
}

export const charge = entryKind({
  decide,
  lines,
  fold(position, entry: EntryOf<ChargeDetail>) {
    const items = itemsOf(entry.lines, entry.detail);
    applyLines(position, entry.lines, { sum: "chargedFen", items });
    // What an older program charged names no version: there was one.
    const { contractVersion = 1 } = entry.detail;
    for (const item of contractVersion === 1 ? [] : items) {
      const sum = position.sums.get(sumKey(item));
      if (sum !== undefined) position.sums.set(sumKey(item), { ...sum, contractVersion });
    }
  },
  check,
  explain: ({ lines: all }, format) => {
    const parts = itemLines(all).map(({ season = "", fee = "heat", amountFen }) =>
      format("entry.part", {
        season,
        fee: format(`ledger.fee.${fee}`),
        amount: formatYuan(amountFen),
      }),
    );
    return joined([...parts, explainUsed(all, format)], format);
  },
  reversible: true,
});
