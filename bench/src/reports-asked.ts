import type { ReportStore } from "@warmline/server/platform/reports/port.ts";
import type { Random } from "@warmline/shared/kernel/ids.ts";
import { daysInclusive } from "@warmline/shared/kernel/time.ts";
import { monthsOf } from "@warmline/shared/reports/revenue.ts";
import { placeOf, SEASONS } from "./reports-city.ts";

/** What a report is asked for: a season, a day in it, and a place so far down. */
export interface Drawn {
  readonly season: string;
  readonly day: string;
  readonly node: readonly string[];
}

export function draw(random: Random, households: number, depth: number): Drawn {
  const season = SEASONS[Math.floor(random.next() * SEASONS.length)]!;
  const month = 1 + Math.floor(random.next() * 3);
  const place = placeOf(Math.floor(random.next() * households), households);
  const node = [place.branch, place.station, place.building].slice(0, depth);
  return { season, day: `${season.slice(5)}-0${month}-15`, node };
}

/** A report; answers how many rows it has. */
type Ask = (store: ReportStore, of: Drawn) => Promise<number>;

/** Each report of a season as of a day, or of the season's days until then. */
export const ASKED: Readonly<Record<string, Ask>> = {
  "collection summary": async (store, of) => {
    return (await store.collection({ ...of, skip: 0, limit: 200 })).rows.length;
  },
  "area statement": async (store, of) => (await store.areaStatement(of)).cells.length,
  "season statement": async (store, of) => (await store.seasonStatement(of)).cells.length,
  stops: async (store, of) => (await store.stops(of)).cells.length,
  "stop register": async (store, { node, ...of }) => {
    return (await store.stopRegister({ node, ...spanOf(of), limit: 200 })).cases.length;
  },
  "old debt": async (store, { season, node, ...of }) => {
    return (await store.oldDebt({ before: season, node, ...spanOf({ season, ...of }) })).rows
      .length;
  },
  arrears: async (store, { day, node }) => (await store.arrears({ day, node })).cells.length,
  prepayments: async (store, of) => {
    return (await store.prepayments({ node: of.node, ...spanOf(of) })).rows.length;
  },
  reliefs: async (store, { season, node, ...of }) => {
    return (await store.reliefs({ season, node, ...spanOf({ season, ...of }) })).rows.length;
  },
  refunds: async (store, of) => {
    return (await store.refunds({ node: of.node, ...spanOf(of) })).rows.length;
  },
  revenue: async (store, { season, day, node }) => {
    const [from, to] = [`${season.slice(0, 4)}-11-01`, `${season.slice(5)}-03-31`];
    const days = { from, to, count: daysInclusive(from, to) };
    const asked = { season, day, days, node, months: monthsOf(days, day), shareOf: () => 90_000 };
    return (await store.revenue(asked)).cells.length;
  },
};

/** Of all halls: those have no place of the city's tree. */
export const ASKED_OF_HALLS: typeof ASKED = {
  "a day's takings": async (store, { season, day }) => {
    return (await store.takings({ from: day, to: day, season, office: null })).rows.length;
  },
  "a season's takings": async (store, of) => {
    const asked = { ...spanOf(of), season: of.season, office: null };
    return (await store.takings(asked)).rows.length;
  },
  "a season's voids": async (store, of) => {
    return (await store.voids({ ...spanOf(of), office: null, cashier: null })).rows.length;
  },
};

function spanOf({ season, day }: Pick<Drawn, "season" | "day">) {
  return { from: `${season.slice(0, 4)}-10-01`, to: day };
}
