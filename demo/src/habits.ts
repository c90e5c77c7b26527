import { fen, type Fen } from "@warmline/shared/kernel/money.ts";
import { later, startOfDay, type Instant } from "@warmline/shared/kernel/time.ts";
import type { DemoSeason } from "./calendar.ts";
import type { Draw } from "./draw.ts";

/** How a household pays, with how many in a hundred do so. */
const HABITS = [
  [60, "prompt"], // before the heat comes on
  [15, "late"], // in the new year, when reminded
  [9, "partial"], // a part in autumn, the rest in spring or never
  [7, "behind"], // used to pay, owes the two newest seasons
  [6, "prepayer"], // pays ahead in spring
  [3, "trouble"], // never
] as const;
export type Habit = (typeof HABITS)[number][1];

export function habitOf(draw: Draw): Habit {
  return draw.weighted(HABITS);
}

/** Something that happens to an account at its time. */
export type Step =
  | { readonly at: Instant; readonly kind: "charge"; readonly season: DemoSeason }
  /** Of what is owed at that time; a part is rounded up to whole yuan. */
  | { readonly at: Instant; readonly kind: "pay"; readonly percent: number }
  | { readonly at: Instant; readonly kind: "pay-ahead"; readonly amountFen: Fen }
  /** Taken twice at the counter, and voided there and then. */
  | { readonly at: Instant; readonly kind: "pay-by-mistake"; readonly amountFen: Fen };

const OPENS_HOUR = 8;
const OPEN_MINUTES = 9 * 60;

/** All that a household of this habit does in these seasons, in the order of time. */
export function stepsOf(habit: Habit, seasons: readonly DemoSeason[], draw: Draw): Step[] {
  const steps = seasons.flatMap((season, index): Step[] => {
    const newest = index >= seasons.length - 2;
    return [
      { at: season.chargedAt, kind: "charge", season },
      ...payments(habit === "behind" && !newest ? "late" : habit, season, draw),
    ];
  });
  return steps.toSorted((a, b) => a.at - b.at);
}

/** So many of those who pay in autumn are charged twice by a slip. */
const MISTAKES = 0.02;

function mistake(at: Instant, draw: Draw): Step {
  return { at, kind: "pay-by-mistake", amountFen: fen(draw.between(10, 30) * 10_000) };
}

function payments(habit: Habit, { year }: DemoSeason, draw: Draw): Step[] {
  const between = (from: string, days: number): Instant => {
    const minute = OPENS_HOUR * 60 + draw.between(0, OPEN_MINUTES);
    return later(startOfDay(from), draw.between(0, days) * 86_400_000 + minute * 60_000);
  };
  switch (habit) {
    case "prompt":
      return [
        { at: between(`${year}-09-03`, 75), kind: "pay", percent: 100 },
        ...(draw.chance(MISTAKES) ? [mistake(between(`${year}-11-20`, 20), draw)] : []),
      ];
    case "late":
      return [{ at: between(`${year + 1}-01-04`, 80), kind: "pay", percent: 100 }];
    case "partial": {
      const first: Step = {
        at: between(`${year}-10-08`, 40),
        kind: "pay",
        percent: draw.pick([30, 50, 60]),
      };
      const rest: Step = { at: between(`${year + 1}-02-10`, 60), kind: "pay", percent: 100 };
      return draw.chance(0.6) ? [first, rest] : [first];
    }
    case "prepayer": {
      const amountFen = fen(draw.between(15, 30) * 10_000);
      return [
        { at: between(`${year}-09-20`, 40), kind: "pay", percent: 100 },
        { at: between(`${year + 1}-04-10`, 60), kind: "pay-ahead", amountFen },
      ];
    }
    case "behind":
    case "trouble":
      return [];
  }
}
