import type { HoldingPrice } from "@warmline/shared/ledger/season-cost.ts";
import { STOP_COMPONENT } from "@warmline/shared/catalogue/catalogue.ts";
import { seasons, tariffs } from "@warmline/shared/households/model.ts";
import { price10k, type Price10k } from "@warmline/shared/kernel/price.ts";
import {
  cityDate,
  daysInclusive,
  startOfDay,
  type CityDate,
  type Instant,
} from "@warmline/shared/kernel/time.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { PLAIN_WEEK } from "@warmline/shared/cases/calendar.ts";
import { SEED_POLICY } from "@warmline/shared/cases/policy-seed.ts";
import type { Timetable } from "@warmline/shared/cases/policy.ts";
import { workCalendars } from "@warmline/shared/cases/model.ts";

export interface DemoSeason {
  /** `2025-2026`. */
  readonly name: string;
  /** In which it begins. */
  readonly year: number;
  readonly from: CityDate;
  readonly to: CityDate;
  /** Bills go out. */
  readonly chargedAt: Instant;
}

/** The `count` newest seasons, oldest first; the last one is that whose bills went out last. */
export function demoSeasons(count: number, now: Instant): DemoSeason[] {
  const thisYear = Number(cityDate(now).slice(0, 4));
  const billed = startOfDay(`${thisYear}-09-01`) < now;
  const last = billed ? thisYear : thisYear - 1;
  return Array.from({ length: count }, (_, index) => {
    const year = last - (count - 1 - index);
    return {
      name: `${year}-${year + 1}`,
      year,
      from: `${year}-11-01`,
      to: `${year + 1}-03-31`,
      chargedAt: startOfDay(`${year}-09-01`),
    };
  });
}

/** By which the deadlines of the demo city's cases are set, those from before it was made too. */
export function demoTimetable(now: Instant): Timetable {
  return { policy: SEED_POLICY, calendar: PLAIN_WEEK, seasons: demoSeasons(2, now) };
}

/** Yuan a square metre, in two steps: before and since the summer of the last change. */
type DemoClass = "residential" | "commercial" | "public" | "industrial";

const PRICES: Record<DemoClass, readonly [Price10k, Price10k]> = {
  residential: [price10k(245_000), price10k(258_500)],
  commercial: [price10k(365_000), price10k(385_000)],
  public: [price10k(315_000), price10k(330_000)],
  industrial: [price10k(340_000), price10k(360_000)],
};
/** 报停基础费: 30 % of what the season would cost. */
const STOP_SHARE = price10k(300_000);
const FIRST_DAY = "2000-07-01";

/** So many seasons before the newest the price rose: three seasons show both. */
const SEASONS_SINCE_CHANGE = 1;

/** The tariff that holds in a season, as `calendarWrites` declares it. */
export function holdingPrice(
  priceClass: string,
  season: DemoSeason,
  newest: DemoSeason,
): HoldingPrice {
  const [before, since] = PRICES[priceClass as DemoClass];
  const changed = season.year >= newest.year - SEASONS_SINCE_CHANGE;
  const from = changed ? changeDay(newest) : FIRST_DAY;
  return { tariffId: `${priceClass}-${from}`, tariffRev: 1, price10k: changed ? since : before };
}

function changeDay(newest: DemoSeason): CityDate {
  return `${newest.year - SEASONS_SINCE_CHANGE}-07-01`;
}

export function calendarWrites(all: readonly DemoSeason[]): Write[] {
  const newest = all.at(-1)!;
  const changed = changeDay(newest);
  return [
    ...all.map(({ name, from, to }) =>
      insert(seasons, { id: name, from, to, days: daysInclusive(from, to) }),
    ),
    ...Object.entries(PRICES).flatMap(([name, [before, since]]) => {
      const tariff = { component: "heat", priceClass: name, approvedBy: "演示城市" };
      const stop = { ...tariff, component: STOP_COMPONENT, from: FIRST_DAY, to: null };
      return [
        insert(tariffs, { ...stop, id: `stop-${name}`, price10k: STOP_SHARE }),
        insert(tariffs, {
          ...tariff,
          id: `${name}-${FIRST_DAY}`,
          from: FIRST_DAY,
          to: changed,
          price10k: before,
        }),
        insert(tariffs, {
          ...tariff,
          id: `${name}-${changed}`,
          from: changed,
          to: null,
          price10k: since,
        }),
      ];
    }),
    insert(workCalendars, { id: "city", ...PLAIN_WEEK, holidays: holidays(newest.year) }),
  ];
}

/** National day and new year; the moving feasts are the utility's to enter. */
function holidays(year: number): CityDate[] {
  return [year - 1, year, year + 1].flatMap((each) => [
    `${each}-01-01`,
    ...Array.from({ length: 7 }, (_, day) => `${each}-10-0${day + 1}`),
  ]);
}
