import { addFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import { addDays, daysInclusive, type CityDate } from "../kernel/time.ts";
import type { Entry } from "./entry.ts";
import type { LatePeriod } from "./late-fee.ts";

/** By how much what is owed of an item changed on a day. */
interface Change {
  readonly day: CityDate;
  readonly amountFen: Fen;
}

/** By item: how what is owed of it changed, in the order in which it was posted. */
export type Changes = ReadonlyMap<string, readonly Change[]>;

type Dated = Pick<Entry, "lines" | "detail" | "bookedOn" | "effectiveOn">;

/** How what is owed of each item of a stream changed from day to day. */
export function changesOf(entries: readonly Dated[]): Changes {
  const changes = new Map<string, Change[]>();
  for (const entry of entries) {
    const day = dayOf(entry);
    for (const { account, itemId, amountFen } of entry.lines) {
      if (account !== "receivable" || itemId === undefined) continue;
      const before = changes.get(itemId);
      if (before === undefined) changes.set(itemId, [{ day, amountFen }]);
      else before.push({ day, amountFen });
    }
  }
  return changes;
}

/**
 * A payment counts from the day on which its bank had the money (起息日), for the resident did what
 * was asked on that day. All else counts from the day of its books: nobody is late on days on which
 * the books themselves said that nothing was owed, as before a payment was reversed, nor with what
 * was not charged yet.
 */
function dayOf({ detail, bookedOn, effectiveOn }: Dated): CityDate {
  return detail.kind === "payment" ? (effectiveOn ?? bookedOn) : bookedOn;
}

/**
 * The days from `from` to `until`, both included, on which something was owed. A day counts when it
 * began with the debt: the day on which it is paid is the last one, and what is posted on `until`
 * changes nothing.
 */
export function overduePeriods(
  changes: readonly Change[],
  { from, until }: { readonly from: CityDate; readonly until: CityDate },
): LatePeriod[] {
  const periods: LatePeriod[] = [];
  let [next, openFen] = [from, ZERO_FEN];
  const upTo = (day: CityDate) => {
    if (day < next) return;
    addPeriod(periods, { from: next, days: daysInclusive(next, day), arrearsFen: openFen });
    next = addDays(day, 1);
  };
  const byDay = changes.toSorted((left, right) => (left.day < right.day ? -1 : 1));
  for (const { day, amountFen } of byDay.filter((one) => one.day < until)) {
    upTo(day);
    openFen = addFen(openFen, amountFen);
  }
  upTo(until);
  return periods;
}

/** What was paid before it was charged, by its value date, leaves less than nothing open. */
function addPeriod(periods: LatePeriod[], period: LatePeriod): void {
  if (period.arrearsFen <= 0) return;
  const last = periods.at(-1);
  const goesOn =
    last !== undefined &&
    last.arrearsFen === period.arrearsFen &&
    addDays(last.from, last.days) === period.from;
  if (goesOn) periods[periods.length - 1] = { ...last, days: last.days + period.days };
  else periods.push(period);
}

/** From one day to another, both included. */
export interface Days {
  readonly from: CityDate;
  readonly to: CityDate;
}

/** Overdue days but for those of the spans. */
export function outsideSpans(
  periods: readonly LatePeriod[],
  spans: readonly Days[],
): readonly LatePeriod[] {
  return spans.reduce<readonly LatePeriod[]>(
    (left, span) => left.flatMap((period) => outsideSpan(period, span)),
    periods,
  );
}

function outsideSpan(period: LatePeriod, { from, to }: Days): LatePeriod[] {
  const last = addDays(period.from, period.days - 1);
  if (to < period.from || last < from) return [period];
  const before = daysInclusive(period.from, addDays(from, -1));
  const after = addDays(to, 1);
  return [
    ...(before > 0 ? [{ ...period, days: before }] : []),
    ...(after <= last ? [{ ...period, from: after, days: daysInclusive(after, last) }] : []),
  ];
}
