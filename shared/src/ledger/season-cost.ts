import { ok, refuse, type Result } from "../kernel/result.ts";
import type { AreaMilli } from "../kernel/area.ts";
import { ZERO_FEN } from "../kernel/money.ts";
import type { Price10k } from "../kernel/price.ts";
import type { ChargingRules } from "../catalogue/rules-on.ts";
import { daysLeft, effectiveStops, isStopOf, type Stop } from "../households/stops.ts";
import type { SeasonDays } from "../households/season-calendar.ts";
import type { FeeId } from "./fees.ts";
import { sumFen } from "./lines.ts";
import {
  amountOf,
  waivedFen,
  type RestoreStep,
  type SpaceStep,
  type Step,
  type StopStep,
} from "./steps.ts";
import { storeyOf } from "./storey-height.ts";

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

/** Tariffs by price class. */
export type Prices = Readonly<Record<string, HoldingPrice>>;

/** 报停: when no heat is taken, and what is owed nevertheless. */
export interface Stopping {
  readonly stops: readonly Stop[];
  /** The season's, where the household lies. */
  readonly days: SeasonDays;
  /** 报停基础费: as 1/10000 per cent of the charge. */
  readonly shares: Prices;
}

export interface SeasonSupply {
  readonly season: string;
  readonly spaces: readonly ChargeableSpace[];
  /** The tariffs of heat that hold for the season. */
  readonly prices: Prices;
  /** What the city charges beyond area × price; absent: nothing. */
  readonly rules?: ChargingRules | undefined;
  /** Absent: heat is taken all season. */
  readonly stopping?: Stopping | undefined;
  /** What people call a class that has no price; one that has no name is told by its code. */
  readonly classNames?: Readonly<Record<string, string>> | undefined;
}

export type CostCode =
  | "no-spaces"
  | "rule-missing"
  | "no-tariff"
  | "no-stop-rate"
  | "nothing-to-charge";

/** What is owed for a season, fee by fee. */
export interface CostItem {
  readonly fee: FeeId;
  readonly steps: readonly Step[];
}

/** What is higher is charged by the city's rule for it, and where there is none not at all. */
const STOREY_HEIGHT_MAX_MM = 3_000;

/**
 * What a season costs, space by space: area × price, and more by the city's rule for high storeys;
 * where heat is stopped, less what is waived of it. A space that is stopped from the season's first
 * day on owes its base fee under the fee of that name; what is owed again after a restore is heat.
 * Where the city says so, each fee comes to whole yuan. What is settled by meter or in two parts is
 * charged by area in advance, where a rule says how it is settled later. Refusals, in this order:
 * `no-spaces`; `rule-missing` (a space is settled by meter, or higher than 3 m, and no rule says
 * what that costs); `no-tariff`; `no-stop-rate`; `nothing-to-charge` (all comes to zero).
 */
export function seasonCost(supply: SeasonSupply): Result<CostItem[], CostCode> {
  const { season, spaces, rules } = supply;
  if (spaces.length === 0) return refuse("no-spaces", { season });
  const other = spaces.find(
    ({ settlement, storeyHeightMm }) =>
      (settlement !== "area" && rules?.metered === undefined) ||
      (storeyHeightMm > STOREY_HEIGHT_MAX_MM && rules?.overHeight === undefined),
  );
  if (other !== undefined) return refuse("rule-missing", { label: other.label });
  const areas = spaceSteps(supply);
  if (!areas.ok) return areas;
  const items = itemsOf(supply, areas.value);
  if (!items.ok) return items;
  const rounded = items.value.map((item) => inWholeYuan(item, rules));
  const owed = rounded.filter(({ steps }) => sumFen(steps) !== 0);
  return owed.length === 0 ? refuse("nothing-to-charge", { season }) : ok(owed);
}

function spaceSteps(supply: SeasonSupply): Result<SpaceStep[], "no-tariff"> {
  const { season, spaces, prices } = supply;
  const steps: SpaceStep[] = [];
  for (const space of spaces) {
    const price = holding(prices, space.priceClass);
    if (price === undefined)
      return refuse("no-tariff", { season, name: named(supply, space.priceClass) });
    steps.push(spaceStep(space, price, supply));
  }
  return ok(steps);
}

function spaceStep(
  { id: spaceId, label, billingAreaMilli: areaMilli, priceClass, storeyHeightMm }: ChargeableSpace,
  { price10k, tariffId, tariffRev }: HoldingPrice,
  { rules }: SeasonSupply,
): SpaceStep {
  const by = { spaceId, label, areaMilli, price10k, priceClass, tariffId, tariffRev };
  const { overHeight } = rules ?? {};
  const storey = overHeight === undefined ? null : storeyOf(overHeight.rule, storeyHeightMm);
  if (overHeight === undefined || storey === null) return withAmount({ rule: "area@1", ...by });
  const { ruleCode, catalogueVersion } = overHeight;
  const source = { ruleCode, catalogueVersion };
  return withAmount({ rule: "area-height@1", ...by, ...storey, ...source });
}

/** 元整: the difference is the last step of the fee, so that what it comes to is explained. */
function inWholeYuan(item: CostItem, rules: ChargingRules | undefined): CostItem {
  if (rules?.wholeYuan === undefined) return item;
  const exactFen = sumFen(item.steps);
  const step = withAmount({ rule: "whole-yuan@1", exactFen, ...rules.wholeYuan });
  return step.amountFen === 0 ? item : { ...item, steps: [...item.steps, step] };
}

function itemsOf(
  supply: SeasonSupply,
  areas: readonly SpaceStep[],
): Result<CostItem[], "no-stop-rate"> {
  const { season, stopping } = supply;
  if (stopping === undefined) return ok([{ fee: "heat", steps: areas }]);
  const stops = effectiveStops(stopping.stops);
  const [heat, base]: [Step[], Step[]] = [[], []];
  for (const area of areas) {
    const own = stops.filter((stop) => isStopOf(stop, area.spaceId));
    if (own.length === 0) {
      heat.push(area);
      continue;
    }
    const share = holding(stopping.shares, area.priceClass);
    if (share === undefined) {
      return refuse("no-stop-rate", { season, name: named(supply, area.priceClass) });
    }
    const less = own.map((stop) => stopStep(area, stop, share, stopping));
    const whole = less.find(({ days, seasonDays }) => days === seasonDays);
    if (whole === undefined) heat.push(area);
    else base.push(area, whole);
    heat.push(...less.filter((step) => step !== whole));
    heat.push(...own.flatMap((stop) => restored(area, stop, share, stopping)));
  }
  return ok([
    { fee: "heat", steps: heat },
    { fee: "stop-base", steps: base },
  ]);
}

function stopStep(
  { spaceId, label, amountFen: fullFen }: SpaceStep,
  { from }: Stop,
  { price10k: share10k, tariffId, tariffRev }: HoldingPrice,
  { days: season }: Stopping,
): StopStep {
  const of = { days: daysLeft(from, season), seasonDays: season.days };
  const by = { spaceId, label, fullFen, share10k, tariffId, tariffRev, from, ...of };
  return withAmount({ rule: "stop@1", ...by });
}

function restored(
  { spaceId, label, amountFen: fullFen }: SpaceStep,
  { until: from }: Stop,
  { price10k: share10k }: HoldingPrice,
  { days: season }: Stopping,
): RestoreStep[] {
  if (from === undefined) return [];
  const of = { days: daysLeft(from, season), seasonDays: season.days };
  const waived = waivedFen(fullFen, share10k);
  return [withAmount({ rule: "restore@1", spaceId, label, waivedFen: waived, from, ...of })];
}

type Unreckoned<S> = S extends Step ? Omit<S, "amountFen"> : never;

/** A step with what it comes to. */
function withAmount<R extends Step["rule"]>(
  step: Unreckoned<Extract<Step, { rule: R }>> & { readonly rule: R },
): Extract<Step, { rule: R }> {
  const made = { ...step, amountFen: ZERO_FEN } as unknown as Extract<Step, { rule: R }>;
  return { ...made, amountFen: amountOf(made) };
}

function holding(prices: Prices, priceClass: string): HoldingPrice | undefined {
  return Object.hasOwn(prices, priceClass) ? prices[priceClass] : undefined;
}

function named({ classNames = {} }: SeasonSupply, priceClass: string): string {
  return Object.hasOwn(classNames, priceClass) ? classNames[priceClass]! : priceClass;
}
