import type { MeteredRule } from "../catalogue/metered-rule.ts";
import { areaMilli, type AreaMilli } from "../kernel/area.ts";
import { formatHeat, heatMilli, subtractHeat, type HeatMilli } from "../kernel/heat.ts";
import { product } from "../kernel/product.ts";
import { refuse, type Refusal } from "../kernel/result.ts";
import { addDays, daysInclusive, type CityDate } from "../kernel/time.ts";
import type { HeatingSpace, Season } from "../households/model.ts";
import type { Reading } from "./model.ts";
import { standing } from "./spans.ts";

type Figured = Pick<Reading, "id" | "day" | "figureMilli" | "source" | "corrects">;

/** What of a household is settled by meter and in two parts, all together. */
export function meteredArea(
  spaces: readonly Pick<HeatingSpace, "settlement" | "billingAreaMilli">[],
): AreaMilli {
  const own = spaces.filter(({ settlement }) => settlement !== "area");
  return areaMilli(own.reduce((sum, { billingAreaMilli }) => sum + billingAreaMilli, 0));
}

/** 合理上限: the usual heat of a whole season for an area, so many times as the rule says. */
export function mostHeat(
  { usualMilli, mostTimes }: Pick<MeteredRule, "usualMilli" | "mostTimes">,
  area: AreaMilli,
): HeatMilli {
  return heatMilli(product([usualMilli, area, mostTimes], [1_000]));
}

export type PlausibleCode = "figure-falls" | "figure-high";

/**
 * 合理性: whether a figure fits those before and after it, in whatever order they came; `most` is
 * what may be taken between two readings, null where no rule says it. Refusals, in this order:
 * `figure-falls` (below the one before, or above the one after), `figure-high`.
 */
export function refuseImplausible(
  readings: readonly Figured[],
  { day, figureMilli }: Pick<Reading, "day" | "figureMilli">,
  most: HeatMilli | null,
): Refusal<PlausibleCode> | null {
  const own = standing(readings);
  const before = own.findLast((one) => one.day <= day);
  const after = own.find((one) => one.day > day);
  if (before !== undefined && figureMilli < before.figureMilli) return falls(before);
  if (after !== undefined && figureMilli > after.figureMilli) return falls(after);
  if (before === undefined || most === null) return null;
  const taken = subtractHeat(figureMilli, before.figureMilli);
  if (taken <= most) return null;
  return refuse("figure-high", { taken: formatHeat(taken), most: formatHeat(most) });
}

function falls({ day, figureMilli }: Figured): Refusal<PlausibleCode> {
  return refuse("figure-falls", { day, figure: formatHeat(figureMilli) });
}

/** 估抄: what would stand on a meter by the days of heat since it was read. */
export interface Estimated {
  readonly figureMilli: HeatMilli;
  /** Of the season, since the reading before. */
  readonly days: number;
  readonly seasonDays: number;
}

/**
 * 估抄: the figure before and, for each day of heat since, the usual heat of the area ÷ the season's
 * days, all days together rounded once, half up. Not by the household's last season, which says
 * nothing where it was stopped, let or measured for the first time.
 */
export function estimatedFigure(
  before: Pick<Reading, "day" | "figureMilli">,
  day: CityDate,
  of: {
    readonly season: Pick<Season, "from" | "to" | "days">;
    readonly rule: Pick<MeteredRule, "usualMilli">;
    readonly area: AreaMilli;
  },
): Estimated {
  const { from, to, days: seasonDays } = of.season;
  const first = before.day < from ? from : addDays(before.day, 1);
  const last = day < to ? day : to;
  const days = Math.max(0, daysInclusive(first, last));
  const usual = product([of.rule.usualMilli, of.area, days], [1_000, seasonDays]);
  return { figureMilli: heatMilli(before.figureMilli + usual), days, seasonDays };
}
