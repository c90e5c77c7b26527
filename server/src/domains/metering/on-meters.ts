import { chargingRulesOn } from "@warmline/shared/catalogue/rules-on.ts";
import {
  households,
  seasons,
  type Household,
  type Season,
} from "@warmline/shared/households/model.ts";
import type { HeatMilli } from "@warmline/shared/kernel/heat.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import {
  meterReadings,
  meters,
  type Meter,
  type Reading,
} from "@warmline/shared/metering/model.ts";
import { meteredArea, mostHeat } from "@warmline/shared/metering/plausible.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Moment } from "../../platform/commands/command.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { holdingCatalogue } from "../catalogue/index.ts";

/** A household with its meters and all their readings, by day. */
export interface Metered {
  readonly household: Household;
  readonly meters: readonly Meter[];
  readonly readings: readonly Reading[];
}

/** Refusal: `not-found`. */
export async function readMetered(
  reads: Pick<Store, "get" | "find">,
  householdId: string,
): Promise<Result<Metered, "not-found">> {
  const household = await reads.get(households, householdId);
  if (household === null) return refuse("not-found");
  const of = { index: "byHousehold", where: { householdId } };
  const [own, readings] = await Promise.all([
    findAll({ store: reads }, meters, of),
    findAll({ store: reads }, meterReadings, of),
  ]);
  return ok({ household, meters: own, readings });
}

export async function readSeasons(reads: Pick<Store, "find">): Promise<Season[]> {
  return findAll({ store: reads }, seasons, { index: "byFrom" });
}

/** With the rule that holds on a day, by which figures are plausible or estimated. */
export interface RuledMeters extends Metered {
  readonly ruled: Awaited<ReturnType<typeof meteredRuleOn>>;
}

/** 合理上限 of a household; null: no rule, or nothing that is settled by meter, says it. */
export function mostOf({ household, ruled }: RuledMeters): HeatMilli | null {
  const area = meteredArea(household.spaces);
  return ruled === null || area === 0 ? null : mostHeat(ruled.metered.rule, area);
}

/** The season that a day is in, or the one before where it is in none, with its metered rule. */
export async function meteredRuleOn(reads: Pick<Store, "get" | "find">, day: CityDate) {
  const [catalogue, all] = await Promise.all([holdingCatalogue(reads), readSeasons(reads)]);
  const season = all.findLast(({ from }) => from <= day);
  const metered =
    season === undefined ? undefined : chargingRulesOn(catalogue, season.from).metered;
  return season === undefined || metered === undefined ? null : { season, metered };
}

export type OnMeterCode = "meter-unknown" | "day-ahead" | "day-outside-meter";

/** Refusals, in this order: `meter-unknown`, `day-ahead`, `day-outside-meter`. */
export function meterOn(
  { meters: own }: Metered,
  { meterId, day }: { readonly meterId: string; readonly day: CityDate },
  { at }: Pick<Moment, "at">,
): Result<Meter, OnMeterCode> {
  const meter = own.find(({ id }) => id === meterId);
  if (meter === undefined) return refuse("meter-unknown");
  const { number, installedOn, removedOn } = meter;
  const ahead = refuseAhead(day, at);
  if (ahead !== null) return ahead;
  const isThere = installedOn <= day && day <= (removedOn ?? day);
  return isThere ? ok(meter) : refuse("day-outside-meter", { number, day });
}

/** Nothing is read before it is shown. Refusal: `day-ahead`. */
export function refuseAhead(day: CityDate, at: Moment["at"]): Refusal<"day-ahead"> | null {
  const today = cityDate(at);
  return day > today ? refuse("day-ahead", { today }) : null;
}

/** The readings of one meter. */
export function readingsOf({ readings }: Metered, meterId: string): Reading[] {
  return readings.filter((one) => one.meterId === meterId);
}
