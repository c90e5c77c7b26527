import type { CaseState } from "@warmline/shared/cases/model.ts";
import {
  dueAfter,
  termsFor,
  type CaseClass,
  type Timetable,
} from "@warmline/shared/cases/policy.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Draw } from "./draw.ts";

/**
 * How a case of the demo city gets on, in shares of the time that it may take: within an eighth
 * somebody has it, within a quarter its resident was spoken with, within half of it somebody is
 * there. Who keeps to these shares keeps to every clock of the first policy.
 */
export type Share = readonly [from: number, to: number];

/** How far a case is that stands like this: none of its clocks has run out. */
const STANDS: Readonly<Record<CaseState, Share>> = {
  new: [0.02, 0.11],
  assigned: [0.06, 0.12],
  accepted: [0.23, 0.45],
  "on-site": [0.43, 0.52],
  resolved: [0.6, 1.2],
  "called-back": [0.92, 1.2],
  reopened: [0.87, 0.92],
  closed: [1, 1],
};

/** Most people are in time; some take so much longer that they are late. */
const SLOW = { chance: 0.15, pace: 2.3 };

export function paceOf(draw: Draw): number {
  return draw.chance(SLOW.chance) ? SLOW.pace : 1;
}

export function shareOf([from, to]: Share, pace: number, draw: Draw): number {
  return (from + draw.next() * (to - from)) * pace;
}

/** When a case that begins at `from` has had that share of its time. */
export function shareAfter(
  timetable: Timetable,
  one: CaseClass,
  from: Instant,
  share: number,
): Instant {
  const { resolve } = termsFor(timetable, one, from);
  const minutes = Math.max(1, Math.round(resolve.minutes * share));
  return dueAfter(timetable, { ...resolve, minutes }, from);
}

const LONGEST_MS = 90 * 86_400_000;
const EXACT_MS = 1_000;

/** When a case began that stands in `state` at `until`. */
export function begunFor(
  timetable: Timetable,
  one: CaseClass,
  { state, until, pace, draw }: { state: CaseState; until: Instant; pace: number; draw: Draw },
): Instant {
  const share = shareOf(STANDS[state], pace, draw);
  let [early, late] = [later(until, -LONGEST_MS), until];
  while (late - early > EXACT_MS) {
    const between = later(early, Math.floor((late - early) / 2));
    if (shareAfter(timetable, one, between, share) <= until) early = between;
    else late = between;
  }
  return early;
}
