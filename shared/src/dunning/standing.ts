import { totalFen, type Fen } from "../kernel/money.ts";
import { addDays, type CityDate } from "../kernel/time.ts";
import type { OpenItem } from "../ledger/account.ts";
import type { Entry } from "../ledger/entry.ts";
import { planStanding, type PlanState } from "../ledger/plan-standing.ts";
import { DEFAULT_PLAN_TERMS } from "../catalogue/plan-terms.ts";
import type { StepKind } from "../catalogue/dunning-rule.ts";
import { isLater, stepAfter, type Ladder } from "./ladder.ts";
import { dueOf } from "./due.ts";
import { interrupts, lapsesOn } from "./limitation.ts";
import type {
  Disputed,
  DunningEvent,
  DunningFact,
  Held,
  HoldGround,
  Of,
  Promised,
  StepTaken,
  ValveTurned,
} from "./model.ts";
import { valveStanding, type ValveStanding } from "./valve.ts";

/** Holds that follow from other records: an open case about heat, a refund that is being paid. */
export const DERIVED_HOLDS = ["heat-case", "refund"] as const;
export type DerivedHold = (typeof DERIVED_HOLDS)[number];

/** All that the dunning of an account follows from. */
export interface DunningGrounds {
  readonly ladder: Ladder;
  /** All that is open of the account. */
  readonly items: readonly OpenItem[];
  /** Items of an instalment plan that is kept: they are not overdue. */
  readonly planned: ReadonlySet<string>;
  /** The oldest first. */
  readonly events: readonly DunningEvent[];
  /** The account's entries, by which a promise is kept; none where nothing is promised. */
  readonly stream: readonly Pick<Entry, "lines" | "detail" | "bookedOn" | "effectiveOn">[];
  readonly derived: readonly DerivedHold[];
}

export interface StandingHold {
  readonly ground: HoldGround | DerivedHold | "promise";
  /** The last day; absent: until the record that it follows from is settled. */
  readonly until?: CityDate;
}

export interface NextStep {
  readonly kind: StepKind;
  /** Absent: something without an end holds it. */
  readonly from?: CityDate;
}

/** Why nothing is to be done, or that something is. */
export const WHYS = [
  "ready",
  "waiting",
  "held",
  "amount-small",
  "ended",
  "nothing-overdue",
] as const;
export type Why = (typeof WHYS)[number];

export interface DunningStanding {
  readonly why: Why;
  /** What is overdue and neither disputed nor in a plan that is kept. */
  readonly items: readonly OpenItem[];
  readonly overdueFen: Fen;
  readonly since?: CityDate;
  /** Steps that count: something that they were about is still overdue. */
  readonly taken: readonly Of<StepTaken>[];
  readonly next?: NextStep;
  readonly holds: readonly StandingHold[];
  readonly promises: readonly (Of<Promised> & { readonly state: PlanState })[];
  readonly disputed: ReadonlySet<string>;
  readonly valve: ValveStanding;
  /** 时效届满: the last day on which all of it can still be claimed. */
  readonly lapsesOn?: CityDate;
}

/** 催缴进度 of an account on a day: which step is next, from when, and why not yet. */
export function dunningStanding(grounds: DunningGrounds, today: CityDate): DunningStanding {
  const { ladder, planned, stream, derived } = grounds;
  const events = standing(grounds.events);
  const disputed = new Set(ofKind<Disputed>(events, "dispute").flatMap((one) => one.fact.itemIds));
  const items = grounds.items.filter(
    (item) => dueOf(item) < today && !disputed.has(item.itemId) && !planned.has(item.itemId),
  );
  const ids = new Set(items.map(({ itemId }) => itemId));
  const taken = ofKind<StepTaken>(events, "step").filter(({ fact }) =>
    fact.itemIds.some((id) => ids.has(id)),
  );
  const promises = ofKind<Promised>(events, "promise").map((one) => ({
    ...one,
    state: promiseState(one, stream, today),
  }));
  const holds = holdsOn(ofKind<Held>(events, "hold"), promises, derived, today);
  const overdueFen = totalFen(items.map(({ openFen }) => openFen));
  const since = items.map(dueOf).toSorted()[0];
  const turns = ofKind<ValveTurned>(events, "valve");
  const valve = valveStanding(turns, { taken, holds });
  const all = { items, overdueFen, taken, holds, promises, disputed, valve };
  if (since === undefined) return { ...all, why: "nothing-overdue" };
  const lapse = firstLapse(items, taken, promises);
  return {
    ...all,
    since,
    ...(lapse === undefined ? {} : { lapsesOn: lapse }),
    ...nextOf(ladder, { ...all, since }, today),
  };
}

/** Events that were not taken back. */
function standing(events: readonly DunningEvent[]): DunningEvent[] {
  const undone = new Set(events.map(({ undoes }) => undoes));
  return events.filter(({ id }) => !undone.has(id));
}

function ofKind<F extends DunningFact>(events: readonly DunningEvent[], kind: F["kind"]): Of<F>[] {
  return events.filter(({ fact }) => fact.kind === kind) as unknown as Of<F>[];
}

function promiseState(
  { on, fact }: Of<Promised>,
  stream: DunningGrounds["stream"],
  today: CityDate,
): PlanState {
  const instalments = [{ dueOn: fact.payBy, amountFen: fact.amountFen }];
  return planStanding({ items: fact.items, instalments, agreedOn: on }, stream, today).state;
}

/** Those that hold today. A promise holds as long as a bank may take after its day. */
function holdsOn(
  set: readonly Of<Held>[],
  promises: DunningStanding["promises"],
  derived: readonly DerivedHold[],
  today: CityDate,
): StandingHold[] {
  const kept = promises.filter(({ state }) => state === "kept");
  return [
    ...derived.map((ground) => ({ ground })),
    ...set.map(({ fact: { ground, until } }) => ({ ground, until })),
    ...kept.map(({ fact: { payBy } }) => ({
      ground: "promise" as const,
      until: addDays(payBy, DEFAULT_PLAN_TERMS.graceDays),
    })),
  ].filter((one: StandingHold) => one.until === undefined || one.until >= today);
}

type Reached = Pick<DunningStanding, "overdueFen" | "taken" | "holds"> & {
  readonly since: CityDate;
};

function nextOf(
  ladder: Ladder,
  { overdueFen, taken, holds, since }: Reached,
  today: CityDate,
): Pick<DunningStanding, "why" | "next"> {
  const last = lastOf(taken);
  const step = stepAfter(ladder, last?.fact.step);
  if (step === undefined) return { why: "ended" };
  if (overdueFen < step.fromFen) return { why: "amount-small" };
  const endless = holds.some(({ until }) => until === undefined);
  if (endless) return { why: "held", next: { kind: step.kind } };
  const days = [
    addDays(since, step.fromDays),
    ...(last === undefined ? [] : [addDays(last.on, step.waitDays)]),
    ...holds.map(({ until = today }) => addDays(until, 1)),
  ];
  const from = days.toSorted().at(-1)!;
  const waits = from > today ? "waiting" : "ready";
  return { why: holds.length > 0 ? "held" : waits, next: { kind: step.kind, from } };
}

/** The one furthest on; of several of its kind, as two visits, the latest. */
export function lastOf(taken: readonly Of<StepTaken>[]): Of<StepTaken> | undefined {
  return taken.reduce<Of<StepTaken> | undefined>((last, one) => {
    if (last === undefined || isLater(one.fact.step, last.fact.step)) return one;
    return one.fact.step === last.fact.step && one.on >= last.on ? one : last;
  }, undefined);
}

/**
 * The first of the days on which something overdue lapses: three years after it was due, or after
 * the last step or promise about it that interrupted that. Of what was taken over nobody knows the
 * day on which it was due: it has none until something interrupted it.
 */
function firstLapse(
  items: readonly OpenItem[],
  taken: readonly Of<StepTaken>[],
  promises: DunningStanding["promises"],
): CityDate | undefined {
  const interruptions = [
    ...taken.flatMap(({ on, fact }) => (interrupts(fact) ? [{ on, ids: fact.itemIds }] : [])),
    // 义务人同意履行: whoever promises to pay owns that it is owed.
    ...promises.map(({ on, fact }) => ({ on, ids: fact.items.map(({ itemId }) => itemId) })),
  ];
  const lapses = items.flatMap(({ itemId, dueOn = [] }) => {
    const days = interruptions.filter(({ ids }) => ids.includes(itemId)).map(({ on }) => on);
    const from = [dueOn, days].flat().toSorted().at(-1);
    return from === undefined ? [] : [lapsesOn(from)];
  });
  return lapses.toSorted()[0];
}
