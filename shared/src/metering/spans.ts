import type { HeatUnit } from "../catalogue/metered-rule.ts";
import { heatMilli, subtractHeat, type HeatMilli } from "../kernel/heat.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import type { CityDate } from "../kernel/time.ts";
import type { Meter, Reading } from "./model.ts";

/** What a meter showed on a day. */
export interface MeterPoint {
  readonly day: CityDate;
  readonly figureMilli: HeatMilli;
  /** 估抄: nobody read it. */
  readonly estimated?: true;
}

/** 用热量 of one meter in a season: what it showed before and after. */
export interface MeterSpan {
  /** 表号. */
  readonly number: string;
  readonly from: MeterPoint;
  readonly to: MeterPoint;
}

/** What all meters counted; over a change of meters that is the sum of both. */
export function heatOf(spans: readonly MeterSpan[]): HeatMilli {
  return heatMilli(
    spans.reduce((sum, { from, to }) => sum + subtractHeat(to.figureMilli, from.figureMilli), 0),
  );
}

type Figured = Pick<Reading, "id" | "day" | "figureMilli" | "source" | "corrects">;

/** Those that no other corrects, by their days; on one day the lower figure was read first. */
export function standing<R extends Figured>(readings: readonly R[]): R[] {
  const corrected = new Set(readings.map(({ corrects }) => corrects));
  return readings
    .filter(({ id }) => !corrected.has(id))
    .toSorted((left, right) => {
      if (left.day !== right.day) return left.day < right.day ? -1 : 1;
      return left.figureMilli - right.figureMilli || (left.id < right.id ? -1 : 1);
    });
}

/** The days of a season, and those of heat before and after it. */
export interface SeasonWindow {
  readonly from: CityDate;
  readonly to: CityDate;
  /** The last day of the season before, and the first of the next; absent: none is known. */
  readonly previousTo?: CityDate | undefined;
  readonly nextFrom?: CityDate | undefined;
}

/** With the unit that it counts in. */
export interface SeasonSpan extends MeterSpan {
  readonly heatUnit: HeatUnit;
}

export type SpanCode = "no-meter" | "reading-missing" | "figures-fall";

/**
 * 用热量: what each meter of a household showed before a season and after it, in whatever order the
 * readings came. Before it is the last reading up to its first day, after it the first from its
 * last day on, both in the summers beside it, in which no heat is taken. One that was installed or
 * removed meanwhile counts from its first figure, or to its last. Refusals, in this order:
 * `no-meter` (none was there in the season), `reading-missing`, `figures-fall` (it showed less at
 * the end), each says whose.
 */
export function seasonSpans(
  meters: readonly Pick<Meter, "id" | "number" | "heatUnit" | "installedOn" | "removedOn">[],
  readings: readonly (Figured & Pick<Reading, "meterId">)[],
  { from, to, previousTo = "", nextFrom = "9999-12-31" }: SeasonWindow,
): Result<SeasonSpan[], SpanCode> {
  const there = meters
    .filter(({ installedOn, removedOn }) => installedOn < to && (removedOn ?? to) > from)
    .toSorted((left, right) => (left.number < right.number ? -1 : 1));
  if (there.length === 0) return refuse("no-meter");
  const spans: SeasonSpan[] = [];
  for (const { id, number, heatUnit, installedOn, removedOn } of there) {
    const own = standing(readings.filter(({ meterId }) => meterId === id));
    const before =
      installedOn > from ? own[0] : own.findLast(({ day }) => day >= previousTo && day <= from);
    const after =
      removedOn !== undefined && removedOn < to
        ? own.at(-1)
        : own.find(({ day }) => day >= to && day <= nextFrom);
    if (before === undefined) return refuse("reading-missing", { number, day: from });
    if (after === undefined) return refuse("reading-missing", { number, day: to });
    if (after.figureMilli < before.figureMilli) return refuse("figures-fall", { number });
    spans.push({ number, heatUnit, from: pointOf(before), to: pointOf(after) });
  }
  return ok(spans);
}

function pointOf({ day, figureMilli, source }: Figured): MeterPoint {
  return { day, figureMilli, ...(source === "estimated" ? { estimated: true as const } : {}) };
}
