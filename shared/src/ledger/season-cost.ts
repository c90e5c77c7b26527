import { ok, refuse, type Result } from "../kernel/result.ts";
import type { AreaMilli } from "../kernel/area.ts";
import type { Fen } from "../kernel/money.ts";
import type { Price10k } from "../kernel/price.ts";
import { daysLeft, effectiveStops, isStopOf, type Stop } from "../households/stops.ts";
import type { SeasonDays } from "../households/season-calendar.ts";
import type { FeeId } from "./fees.ts";
import { sumFen } from "./lines.ts";
import {
  amountOf,
  areaAmount,
  waivedFen,
  type AreaStep,
  type RestoreStep,
  type Step,
  type StopStep,
} from "./steps.ts";

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

/** The rule `area@1` is for storeys up to 3 m; what is higher is charged by rules of its own. */
export const STOREY_HEIGHT_MAX_MM = 3_000;

/**
 * What a season costs, space by space: area × price; where heat is stopped, less what is waived of
 * it. A space that is stopped from the season's first day on owes its base fee under the fee of
 * that name; what is owed again after a restore is heat. Refusals, in this order: `no-spaces`;
 * `rule-missing` (a space is not settled by area, or higher than 3 m); `no-tariff`; `no-stop-rate`;
 * `nothing-to-charge` (all comes to zero).
 */
export function seasonCost(supply: SeasonSupply): Result<CostItem[], CostCode> {
  const { season, spaces } = supply;
  if (spaces.length === 0) return refuse("no-spaces", { season });
  const other = spaces.find(
    ({ settlement, storeyHeightMm }) =>
      settlement !== "area" || storeyHeightMm > STOREY_HEIGHT_MAX_MM,
  );
  if (other !== undefined) return refuse("rule-missing", { label: other.label });
  const areas = areaSteps(supply);
  if (!areas.ok) return areas;
  const items = itemsOf(supply, areas.value);
  if (!items.ok) return items;
  const owed = items.value.filter(({ steps }) => sumFen(steps) !== 0);
  return owed.length === 0 ? refuse("nothing-to-charge", { season }) : ok(owed);
}

function areaSteps(supply: SeasonSupply): Result<AreaStep[], "no-tariff"> {
  const { season, spaces, prices } = supply;
  const steps: AreaStep[] = [];
  for (const { id: spaceId, label, billingAreaMilli: areaMilli, priceClass } of spaces) {
    const price = holding(prices, priceClass);
    if (price === undefined)
      return refuse("no-tariff", { season, name: named(supply, priceClass) });
    const { price10k, tariffId, tariffRev } = price;
    const amountFen = areaAmount(areaMilli, price10k);
    const by = { spaceId, label, areaMilli, price10k, priceClass, tariffId, tariffRev };
    steps.push({ rule: "area@1", ...by, amountFen });
  }
  return ok(steps);
}

function itemsOf(
  supply: SeasonSupply,
  areas: readonly AreaStep[],
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
  { spaceId, label, amountFen: fullFen }: AreaStep,
  { from }: Stop,
  { price10k: share10k, tariffId, tariffRev }: HoldingPrice,
  { days: season }: Stopping,
): StopStep {
  const of = { days: daysLeft(from, season), seasonDays: season.days };
  const by = { spaceId, label, fullFen, share10k, tariffId, tariffRev, from, ...of };
  return withAmount({ rule: "stop@1", ...by });
}

function restored(
  { spaceId, label, amountFen: fullFen }: AreaStep,
  { until: from }: Stop,
  { price10k: share10k }: HoldingPrice,
  { days: season }: Stopping,
): RestoreStep[] {
  if (from === undefined) return [];
  const of = { days: daysLeft(from, season), seasonDays: season.days };
  const waived = waivedFen(fullFen, share10k);
  return [withAmount({ rule: "restore@1", spaceId, label, waivedFen: waived, from, ...of })];
}

/** A step with what it comes to. */
function withAmount<S extends StopStep | RestoreStep>(step: Omit<S, "amountFen">): S {
  const made = { ...step, amountFen: 0 as Fen } as S;
  return { ...made, amountFen: amountOf(made) };
}

function holding(prices: Prices, priceClass: string): HoldingPrice | undefined {
  return Object.hasOwn(prices, priceClass) ? prices[priceClass] : undefined;
}

function named({ classNames = {} }: SeasonSupply, priceClass: string): string {
  return Object.hasOwn(classNames, priceClass) ? classNames[priceClass]! : priceClass;
}
