import { ok, refuse, type Result } from "../../kernel/result.ts";
import type { AreaMilli } from "../../kernel/area.ts";
import { formatYuan, negateFen, type Fen } from "../../kernel/money.ts";
import type { Price10k } from "../../kernel/price.ts";
import type { CityDate } from "../../kernel/time.ts";
import { hasSeason, type Item } from "../account.ts";
import { AMOUNT_MAX_FEN, freePaysOpen, moveLines, type Link } from "../allocate.ts";
import { FEES, type FeeId } from "../fees.ts";
import { sumFen, type Line } from "../lines.ts";
import { applyLines, copyOf, sumKey, type Position } from "../position.ts";
import { amountOf, areaAmount, type AreaStep, type Step } from "../steps.ts";
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

/** A space as the contract of the season has it. */
export interface ChargeableSpace {
  readonly id: string;
  readonly label: string;
  /** 计费面积. */
  readonly billingAreaMilli: AreaMilli;
  readonly storeyHeightMm: number;
  readonly priceClass: string;
  readonly settlement: "area" | "meter" | "two-part";
}

/** A tariff as it was read. */
export interface HoldingPrice {
  readonly tariffId: string;
  readonly tariffRev: number;
  readonly price10k: Price10k;
}

export interface ChargeInput {
  readonly entryId: string;
  readonly season: string;
  readonly dueOn: CityDate;
  readonly contractVersion?: number | undefined;
  readonly spaces: readonly ChargeableSpace[];
  /** The tariffs that hold for the season, by price class. */
  readonly prices: Readonly<Record<string, HoldingPrice>>;
  /** What people call a class that has no price; one that has no name is told by its code. */
  readonly classNames?: Readonly<Record<string, string>> | undefined;
}

export type ChargeCode =
  | "already-charged"
  | "no-spaces"
  | "rule-missing"
  | "no-tariff"
  | "nothing-to-charge"
  | "bad-amount";

/** The rule `area@1` is for storeys up to 3 m; what is higher is charged by rules of its own. */
export const STOREY_HEIGHT_MAX_MM = 3_000;

interface ChargeFacts {
  readonly entryId: string;
  readonly season: string;
  readonly items: readonly { readonly fee: FeeId; readonly steps: readonly Step[] }[];
  /** What is on account pays at once, in the same entry. */
  readonly links: readonly Link[];
}

/**
 * 应收 by area: area × price, rounded once a space, half up to the fen; lots that are free pay it at
 * once. Refusals, in this order: `already-charged` (charged in the season, or taken over with it);
 * `no-spaces`; `rule-missing` (a space is not settled by area, or higher than 3 m); `no-tariff`;
 * `nothing-to-charge` (all spaces come to zero); `bad-amount` (over the limit).
 */
function decide(position: Position, input: ChargeInput): Result<Posting<ChargeDetail>, ChargeCode> {
  const { entryId, season, dueOn, spaces, contractVersion } = input;
  const sums = [...position.sums.values()];
  if (hasSeason({ sums }, season, "heat")) return refuse("already-charged", { season });
  if (spaces.length === 0) return refuse("no-spaces", { season });
  const other = spaces.find(
    ({ settlement, storeyHeightMm }) =>
      settlement !== "area" || storeyHeightMm > STOREY_HEIGHT_MAX_MM,
  );
  if (other !== undefined) return refuse("rule-missing", { label: other.label });
  const steps = areaSteps(input);
  if (!steps.ok) return steps;
  const total = sumFen(steps.value);
  if (total === 0) return refuse("nothing-to-charge", { season });
  if (total > AMOUNT_MAX_FEN) return refuse("bad-amount");
  const by = contractVersion === undefined ? {} : { contractVersion };
  const detail = { kind: "charge" as const, items: [{ dueOn, steps: steps.value }], ...by };
  const items = [{ fee: "heat" as const, steps: steps.value }];
  const own = lines({ entryId, season, items, links: [] });
  const charged = copyOf(position);
  applyLines(charged, own, { sum: "chargedFen", items: itemsOf(own, detail) });
  return ok({ lines: lines({ entryId, season, items, links: freePaysOpen(charged) }), detail });
}

function areaSteps(input: ChargeInput): Result<AreaStep[], "no-tariff"> {
  const { season, spaces, prices, classNames = {} } = input;
  const steps: AreaStep[] = [];
  for (const { id: spaceId, label, billingAreaMilli: areaMilli, priceClass } of spaces) {
    const price = Object.hasOwn(prices, priceClass) ? prices[priceClass] : undefined;
    if (price === undefined) {
      const name = Object.hasOwn(classNames, priceClass) ? classNames[priceClass]! : priceClass;
      return refuse("no-tariff", { season, name });
    }
    const { price10k, tariffId, tariffRev } = price;
    const amountFen = areaAmount(areaMilli, price10k);
    const by = { spaceId, label, areaMilli, price10k, priceClass, tariffId, tariffRev };
    steps.push({ rule: "area@1", ...by, amountFen });
  }
  return ok(steps);
}

function lines({ entryId, season, items, links }: ChargeFacts): Line[] {
  const charged = items.flatMap(({ fee, steps }, place): Line[] => {
    const amountFen = sumFen(steps);
    return [
      { account: "receivable", amountFen, season, fee, itemId: itemIdOf(entryId, place) },
      { account: FEES[fee].income, amountFen: negateFen(amountFen), season, fee },
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
