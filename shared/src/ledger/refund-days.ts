import type { ColdRefund, OutageRefund } from "../catalogue/heat-refund.ts";
import { isStopOf, type Stop } from "../households/stops.ts";
import type { SeasonDays } from "../households/season-calendar.ts";
import { fen, totalFen, type Fen } from "../kernel/money.ts";
import { price10k, type Price10k } from "../kernel/price.ts";
import { product } from "../kernel/product.ts";
import { addDays, cityDate, daysFrom, daysInclusive } from "../kernel/time.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import { isSpaceStep, type Step } from "./steps.ts";

/** Days that follow one another, of each of which the same share is refunded. */
export interface DaySpan {
  readonly from: CityDate;
  /** Inclusive. */
  readonly to: CityDate;
  /** Of a day's heat, in 1/10000 per cent. */
  readonly share10k: Price10k;
}

/** A space that heat was charged for, and how many of its days it is refunded. */
export interface RefundedSpace {
  readonly label: string;
  /** What it costs with heat all season. */
  readonly fullFen: Fen;
  /** The shares of its days together, in 1/10000 per cent of a day. */
  readonly dayShares10k: number;
}

/** 停热、不热退费: what is not owed of a season, as it was reckoned. */
export interface RefundOfDays {
  readonly seasonDays: number;
  /** Only what it gives: of a day that was refunded before, what this one is more. */
  readonly spans: readonly DaySpan[];
  readonly spaces: readonly RefundedSpace[];
  /** The incident (by its number), or the temperature that was measured, in 1/10 °C. */
  readonly cause: { readonly incident: string } | { readonly roomTemperatureDeci: number };
}

const WHOLE_DAY = 1_000_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Space by space: full charge × shares of days ÷ the season's days, rounded once, half up to the
 * fen. Source: charging rules, "outage refund": 3 days of 151 of 2,674.70 are 53.14.
 */
export function refundFen({ spaces, seasonDays }: Pick<RefundOfDays, "spaces" | "seasonDays">) {
  return totalFen(
    spaces.map(({ fullFen, dayShares10k }) =>
      fen(product([fullFen, dayShares10k], [WHOLE_DAY, seasonDays])),
    ),
  );
}

/** The days that an outage is refunded for, from its first on; null: it was too short. */
export function outageSpan(
  { overHours, partDay }: OutageRefund,
  { startedAt, restoredAt }: { readonly startedAt: Instant; readonly restoredAt: Instant },
): DaySpan | null {
  const lasted = restoredAt - startedAt;
  const days = partDay ? Math.ceil(lasted / DAY_MS) : Math.floor(lasted / DAY_MS);
  if (lasted <= overHours * HOUR_MS || days === 0) return null;
  const from = cityDate(startedAt);
  return { from, to: addDays(from, days - 1), share10k: price10k(WHOLE_DAY) };
}

/** Of the first band that a temperature is colder than; null: it is warm enough. */
export function coldShare({ bands }: ColdRefund, roomTemperatureDeci: number): Price10k | null {
  return bands.find(({ belowDeci }) => roomTemperatureDeci < belowDeci)?.share10k ?? null;
}

/** What of a span lies in the season; null: nothing does. */
export function withinSeason(span: DaySpan, days: SeasonDays): DaySpan | null {
  const from = span.from < days.from ? days.from : span.from;
  const to = span.to > days.to ? days.to : span.to;
  return from <= to ? { ...span, from, to } : null;
}

/**
 * What a span gives beside those that stand: where an outage and cold days meet, the higher of them
 * once. Source: billing, §5.
 */
export function addedSpans(wanted: DaySpan, standing: readonly DaySpan[]): DaySpan[] {
  const added: DaySpan[] = [];
  for (const day of daysOfSpan(wanted)) {
    const given = standing
      .filter(({ from, to }) => from <= day && day <= to)
      .reduce((sum, { share10k }) => sum + share10k, 0);
    const share10k = price10k(Math.max(0, wanted.share10k - given));
    const last = added.at(-1);
    if (share10k === 0) continue;
    if (last !== undefined && last.share10k === share10k && addDays(last.to, 1) === day) {
      added[added.length - 1] = { ...last, to: day };
    } else added.push({ from: day, to: day, share10k });
  }
  return added;
}

/** The spaces of a charge by its steps; a day on which a space took no heat is none of its days. */
export function refundedSpaces(
  steps: readonly Step[],
  stops: readonly Stop[],
  spans: readonly DaySpan[],
): RefundedSpace[] {
  return steps.filter(isSpaceStep).map(({ spaceId, label, amountFen: fullFen }) => {
    const own = stops.filter((stop) => isStopOf(stop, spaceId));
    const heated = (day: CityDate) => !own.some((stop) => isWithin(stop, day));
    const shares = spans.map((span) => daysOfSpan(span).filter(heated).length * span.share10k);
    return { label, fullFen, dayShares10k: shares.reduce((sum, one) => sum + one, 0) };
  });
}

/** All their days, whether a space took heat on them or not. */
export function spanShares(spans: readonly DaySpan[]): number {
  return spans.reduce((sum, { from, to, share10k }) => sum + daysInclusive(from, to) * share10k, 0);
}

function daysOfSpan({ from, to }: DaySpan): CityDate[] {
  return daysFrom(from, daysInclusive(from, to));
}

function isWithin({ from, until }: Stop, day: CityDate): boolean {
  return from <= day && (until === undefined || day < until);
}
