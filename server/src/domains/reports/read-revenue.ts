import type { Actor } from "@warmline/shared/access/actor.ts";
import { vatRuleOn } from "@warmline/shared/catalogue/rules-on.ts";
import { vatShareOf } from "@warmline/shared/catalogue/vat-rule.ts";
import { seasons } from "@warmline/shared/households/model.ts";
import { totalFen } from "@warmline/shared/kernel/money.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, daysInclusive, type CityDate } from "@warmline/shared/kernel/time.ts";
import { UNKNOWN_PART } from "@warmline/shared/reports/moves.ts";
import { HOUSEHOLDS_EACH, levelBelow } from "@warmline/shared/reports/node.ts";
import {
  deferredBy,
  isRevenueBalanced,
  monthsOf,
  totalRevenue,
  type RevenueCell,
  type RevenueMonth,
} from "@warmline/shared/reports/revenue.ts";
import type { RevenueAnswer } from "@warmline/shared/reports/revenue-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { withNames } from "./named-rows.ts";
import { crumbs, withinReach, type Reach } from "./reach.ts";
import { beginReading, type Reading } from "./standing.ts";

interface Asked {
  readonly season?: string | undefined;
  readonly day?: CityDate | undefined;
  readonly node?: string | undefined;
}

/**
 * 收入确认表, within the branch of whoever asks, as far as one binds them. Refusals, in this order:
 * `out-of-scope`, `reports-unavailable`.
 */
export async function readRevenue(
  deps: Reading,
  actor: Actor,
  asked: Asked,
): Promise<Result<RevenueAnswer, "out-of-scope" | "reports-unavailable">> {
  return withinReach(deps, actor, asked.node, (reach) => reckoned(deps, reach, asked));
}

async function reckoned(deps: Reading, reach: Reach, asked: Asked): Promise<RevenueAnswer> {
  const { reports, log } = deps;
  const { at, standing } = await beginReading(deps);
  const known = await reports.seasons();
  const about = { season: asked.season ?? known[0] ?? "", day: asked.day ?? cityDate(at) };
  const level = levelBelow(reach.node);
  const days = await daysOf(deps, about.season, cityDate(at));
  // Nothing is booked later than today.
  const until = about.day < cityDate(at) ? about.day : cityDate(at);
  const months = monthsOf(days, until);
  const { shareOf, hasRates } = await ratesOf(deps, months);
  const { node } = reach;
  const found = await reports.revenue({ ...about, days, node, months, shareOf });
  const { position, cells, chargedFen } = found;
  const disagrees = !isRevenueBalanced(chargedFen, cells);
  if (disagrees) log.error({ ...about, ...reach }, "reports: the months are not what was charged");
  const rows = byOf(cells, months, ({ id }) => id).map((row) => ({
    id: row.first.id,
    ...row.sums,
  }));
  const told = rows.toSorted((a, b) => b.grossFen - a.grossFen);
  const sums = months.map(({ month }) => ({
    month,
    ...totalRevenue(cells.filter((cell) => cell.month === month)),
  }));
  const deferred = deferredBy(chargedFen, sums);
  return {
    ...standing(position),
    ...about,
    seasons: known,
    path: await crumbs(deps, reach),
    level,
    hasRates,
    chargedFen,
    months: sums.map((one, place) => ({ ...one, deferredFen: deferred[place]! })),
    total: totalRevenue(cells),
    kinds: byOf(cells, months, ({ priceClass, fee }) => `${priceClass} ${fee}`).map(
      ({ first: { priceClass, fee }, sums: of }) => ({ priceClass, fee, ...of }),
    ),
    rows: await withNames(deps, level, level === "household" ? told : rows, HOUSEHOLDS_EACH),
    disagrees,
  };
}

/** By the calendar; of a season that it does not have, or of none at all, those of this day. */
async function daysOf({ store }: Pick<Deps, "store">, season: string, today: CityDate) {
  const { from, to } = (await store.get(seasons, season)) ?? { from: today, to: today };
  return { from, to, count: daysInclusive(from, to) };
}

/** By the rules of each month's first day; without one nothing is tax. */
async function ratesOf(deps: Pick<Deps, "store">, months: readonly RevenueMonth[]) {
  const catalogue = await holdingCatalogue(deps.store);
  const rules = new Map(months.map(({ first }) => [first, vatRuleOn(catalogue, first)]));
  return {
    hasRates: [...rules.values()].every((rule) => rule !== null),
    shareOf({ priceClass, fee, day }: { priceClass: string; fee: string; day: CityDate }) {
      const held = rules.get(day) ?? null;
      const known = priceClass === UNKNOWN_PART ? null : priceClass;
      return held === null ? 0 : vatShareOf(held.rule, { fee, priceClass: known });
    },
  };
}

/** Cells that share something, summed up and month by month. */
function byOf(
  cells: readonly RevenueCell[],
  months: readonly RevenueMonth[],
  key: (cell: RevenueCell) => string,
) {
  return [...Map.groupBy(cells, key).values()].map((some) => ({
    first: some[0]!,
    sums: {
      ...totalRevenue(some),
      byMonth: months.map(({ month }) =>
        totalFen(some.filter((cell) => cell.month === month).map(({ grossFen }) => grossFen)),
      ),
    },
  }));
}
