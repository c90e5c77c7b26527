import { DEFAULT_PLAN_TERMS } from "../catalogue/plan-terms.ts";
import {
  addFen,
  fen,
  smallerFen,
  subtractFen,
  totalFen,
  ZERO_FEN,
  type Fen,
} from "../kernel/money.ts";
import { addDays, type CityDate } from "../kernel/time.ts";
import type { Entry } from "./entry.ts";
import { changesOf, type Changes, type Days } from "./overdue.ts";
import type { Instalment, InstalmentPlan } from "./plan.ts";

/** 已缴、未到期、逾期: whether it is paid, still to be paid, or was not paid in time. */
export type InstalmentState = "paid" | "due" | "missed";

export interface StandingInstalment extends Instalment {
  /** What of it is paid: the oldest instalment first. */
  readonly paidFen: Fen;
  readonly state: InstalmentState;
}

/** 履约中、已履约、已违约、已撤销. A broken plan is never kept again: another one is agreed. */
export type PlanState = "kept" | "fulfilled" | "broken" | "cancelled";

export interface PlanStanding {
  readonly state: PlanState;
  readonly instalments: readonly StandingInstalment[];
  readonly totalFen: Fen;
  /** What of its items is no longer open. */
  readonly paidFen: Fen;
  /** The first day on which an instalment was missed. */
  readonly brokenOn?: CityDate;
}

type Plan = Pick<InstalmentPlan, "items" | "instalments" | "agreedOn" | "graceDays" | "cancelled">;
type Dated = Pick<Entry, "lines" | "detail" | "bookedOn" | "effectiveOn">;

/**
 * How a plan stands at the end of a day, from all entries of its account: what is no longer open of
 * its items, paid or relieved, counts to its instalments, the oldest first, however it was split
 * and in whatever order it came. A payment counts from its value date.
 */
export function planStanding(plan: Plan, entries: readonly Dated[], day: CityDate): PlanStanding {
  const changes = changesOf(entries);
  const total = totalFen(plan.instalments.map(({ amountFen }) => amountFen));
  const paidFen = paidBy(plan, changes, day);
  const brokenOn = brokenDay(plan, changes, day);
  let left = paidFen;
  const instalments = plan.instalments.map((one): StandingInstalment => {
    const part = smallerFen(left, one.amountFen);
    left = subtractFen(left, part);
    const missed = lastDay(plan, one) < day ? "missed" : "due";
    return { ...one, paidFen: part, state: part === one.amountFen ? "paid" : missed };
  });
  const fulfilled = paidFen >= total ? "fulfilled" : "kept";
  const reached = brokenOn === undefined ? fulfilled : "broken";
  const state = isCancelled(plan, day) ? "cancelled" : reached;
  const broken = brokenOn === undefined ? {} : { brokenOn };
  return { state, instalments, totalFen: total, paidFen, ...broken };
}

function isCancelled({ cancelled }: Plan, day: CityDate): boolean {
  return cancelled !== undefined && cancelled.on <= day;
}

/** The last day on which an instalment may be paid. */
function lastDay({ graceDays = DEFAULT_PLAN_TERMS.graceDays }: Plan, { dueOn }: Instalment) {
  return addDays(dueOn, graceDays);
}

/** What of the planned items is no longer open at the end of a day; never below zero. */
function paidBy({ items }: Plan, changes: Changes, day: CityDate): Fen {
  const paid = items.map(({ itemId, openFen }) => {
    const until = (changes.get(itemId) ?? []).filter((one) => one.day <= day);
    const open = totalFen(until.map(({ amountFen }) => amountFen));
    return fen(Math.max(0, openFen - Math.max(0, open)));
  });
  return totalFen(paid);
}

/** The day after the grace of the first instalment that was not paid by then. */
function brokenDay(plan: Plan, changes: Changes, day: CityDate): CityDate | undefined {
  let dueFen: Fen = ZERO_FEN;
  for (const one of plan.instalments) {
    dueFen = addFen(dueFen, one.amountFen);
    const last = lastDay(plan, one);
    if (last >= day || isCancelled(plan, last)) return undefined;
    if (paidBy(plan, changes, last) < dueFen) return addDays(last, 1);
  }
  return undefined;
}

/**
 * 暂停计违约金: by item the days on which it was in a plan that was kept: nobody is late with what was
 * agreed to be paid later. From the day on which it is broken or cancelled it counts again.
 */
export function pausesOf(
  plans: readonly Plan[],
  entries: readonly Dated[],
  until: CityDate,
): ReadonlyMap<string, readonly Days[]> {
  const pauses = new Map<string, Days[]>();
  for (const plan of plans) {
    const { brokenOn } = planStanding(plan, entries, until);
    const ends = [until, brokenOn, plan.cancelled?.on].flatMap((day, at) =>
      day === undefined ? [] : [at === 0 ? day : addDays(day, -1)],
    );
    const span = { from: plan.agreedOn, to: ends.toSorted()[0]! };
    for (const { itemId } of span.from > span.to ? [] : plan.items) {
      pauses.set(itemId, [...(pauses.get(itemId) ?? []), span]);
    }
  }
  return pauses;
}
