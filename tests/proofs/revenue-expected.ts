import { fen, subtractFen, ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import { daysInclusive, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import { isForHeat } from "@warmline/shared/ledger/fees.ts";
import { earnedUntil, monthsOf, type RevenueCell } from "@warmline/shared/reports/revenue.ts";
import type { RevenueAsked } from "@warmline/server/platform/reports/port.ts";

/** 9 % of all, the usual days of a season. */
export function revenueAsked(season: string, day: CityDate): Omit<RevenueAsked, "node"> {
  const [first, last] = season.split("-");
  const [from, to] = [`${first}-11-01`, `${last}-03-31`];
  const days = { from, to, count: daysInclusive(from, to) };
  return { season, day, days, months: monthsOf(days, day), shareOf: () => 90_000 };
}

export function byMonth(cells: readonly RevenueCell[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { month, grossFen } of cells) sums[month] = (sums[month] ?? 0) + grossFen;
  return nonZero(sums);
}

/**
 * 收入确认 reckoned a second way: line by line of the journal, as these streams have neither stops
 * nor spaces of several classes: what is for heat by days, all else when it is booked.
 */
export function expectedRevenue(
  journal: readonly Entry[],
  { season, day, days, months }: Omit<RevenueAsked, "node">,
): Record<string, number> {
  const sums: Record<string, number> = {};
  const add = (month: string, amount: Fen) => (sums[month] = (sums[month] ?? 0) + amount);
  for (const { lines, bookedOn } of journal) {
    if (bookedOn > day) continue;
    const earned = new Map<string, number>();
    for (const { account, season: of, fee = "heat", amountFen } of lines) {
      if (of !== season || !EARNING.has(account)) continue;
      earned.set(fee, (earned.get(fee) ?? 0) - amountFen);
    }
    for (const [fee, amount] of earned) {
      if (!isForHeat(fee as "heat")) {
        add(bookedOn < days.from ? months[0]!.month : bookedOn.slice(0, 7), fen(amount));
        continue;
      }
      let before = ZERO_FEN;
      for (const { month, last } of months) {
        const until = earnedUntil(fen(amount), { from: days.from, days: days.count }, last);
        add(month, subtractFen(until, before));
        before = until;
      }
    }
  }
  return nonZero(sums);
}

const EARNING = new Set(["revenue", "late-fee", "rounding", "relief"]);

function nonZero(sums: Record<string, number>): Record<string, number> {
  const said = Object.entries(sums).filter(([, amount]) => amount !== 0);
  return Object.fromEntries(said.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
