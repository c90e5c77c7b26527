import {
  AREA_COMPONENT,
  nameIn,
  STOP_COMPONENT,
  type Catalogue,
} from "@warmline/shared/catalogue/catalogue.ts";
import { chargingRulesOn, type ChargingRules } from "@warmline/shared/catalogue/rules-on.ts";
import { agreed, type Contract } from "@warmline/shared/households/contract-versions.ts";
import { tariffs, type Place, type Season } from "@warmline/shared/households/model.ts";
import {
  calendarId,
  calendarPlaces,
  daysOf,
  seasonCalendars,
  type SeasonCalendar,
} from "@warmline/shared/households/season-calendar.ts";
import { effectiveStops } from "@warmline/shared/households/stops.ts";
import { holdsOn } from "@warmline/shared/households/tariffs.ts";
import type { Prices, SeasonSupply } from "@warmline/shared/ledger/season-cost.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { holdingCatalogue } from "../catalogue/index.ts";

/** What a season's charges rest on beside its contracts, as they hold on its first day. */
export interface SeasonRates {
  readonly season: Season;
  readonly prices: Prices;
  /** 收费规则: what is charged beyond area × price. */
  readonly rules: ChargingRules;
  /** 报停基础费; none were read where nobody stopped. */
  readonly shares: Prices;
  /** Of the season, where those who stopped lie. */
  readonly calendars: readonly SeasonCalendar[];
  /** By price class, as people call it; only what a refusal may have to say. */
  readonly classNames: Readonly<Record<string, string>>;
}

export interface Supplied {
  /** Price classes of what is supplied. */
  readonly classes: readonly string[];
  /** Where those are who stopped, so that only these cost further reads. */
  readonly stoppedAt: readonly Place[];
}

/** What the contracts of these households have, each with where it lies. */
export function suppliedBy(
  signed: readonly { readonly contract: Contract; readonly place: Place }[],
): Supplied {
  const spaces = signed.flatMap(({ contract }) => agreed(contract).spaces);
  const stopped = signed.filter(({ contract }) => isStopped(contract));
  return {
    classes: [...new Set(spaces.map(({ priceClass }) => priceClass))],
    stoppedAt: stopped.map(({ place }) => place),
  };
}

export async function readRates(
  reads: Reads,
  season: Season,
  { classes, stoppedAt }: Supplied,
): Promise<SeasonRates> {
  const stopped = stoppedAt.length > 0;
  const ids = stoppedAt.flatMap(calendarPlaces).map((placeId) => calendarId(season.id, placeId));
  const [catalogue, prices, shares, calendars] = await Promise.all([
    holdingCatalogue(reads),
    pricesOf(reads, season, AREA_COMPONENT, classes),
    stopped ? pricesOf(reads, season, STOP_COMPONENT, classes) : {},
    stopped ? reads.getMany(seasonCalendars, [...new Set(ids)]) : [],
  ]);
  const all = stopped ? [prices, shares] : [prices];
  const classNames = unpricedNames(catalogue, classes, all);
  const rules = chargingRulesOn(catalogue, season.from);
  return { season, rules, prices, shares, calendars, classNames };
}

/** A season as it is charged by a contract of it. */
export function supplyBy(
  { season, rules, prices, shares, calendars, classNames }: SeasonRates,
  contract: Contract,
  place: Place,
): SeasonSupply {
  const { spaces, stops = [] } = agreed(contract);
  const supply = { season: season.id, spaces, rules, prices, classNames };
  if (!isStopped(contract)) return supply;
  return { ...supply, stopping: { stops, shares, days: daysOf(season, calendars, place) } };
}

/** Whether some of it is without heat on some day. */
export function isStopped(contract: Contract): boolean {
  return effectiveStops(agreed(contract).stops).length > 0;
}

/** Upper bound of tariffs ever declared: classes × changes in decades. */
const TARIFFS_MAX = 1_000;

/** The price of a component for each of these classes that holds on the season's first day. */
export async function pricesOf(
  reads: Pick<Reads, "find">,
  { from }: Pick<Season, "from">,
  component: string,
  classes: readonly string[],
): Promise<Prices> {
  if (classes.length === 0) return {};
  const where = { component, priceClass: classes };
  const all = await reads.find(tariffs, { index: "byComponent", where, limit: TARIFFS_MAX });
  const holding = all.filter((tariff) => holdsOn(tariff, from));
  return Object.fromEntries(
    holding.map(({ id, rev, priceClass, price10k }) => [
      priceClass,
      { tariffId: id, tariffRev: rev, price10k },
    ]),
  );
}

/** The names of those of the classes that have no price, for the refusal that says so. */
function unpricedNames(
  catalogue: Catalogue,
  classes: readonly string[],
  prices: readonly Prices[],
): Readonly<Record<string, string>> {
  const unpriced = classes.filter((one) => prices.some((of) => !Object.hasOwn(of, one)));
  const named = unpriced.map((one) => [one, nameIn(catalogue, "priceClasses", one, "zh")]);
  return Object.fromEntries(named);
}
