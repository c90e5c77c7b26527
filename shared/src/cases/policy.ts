import { cityDate, later, type CityDate, type Instant } from "../kernel/time.ts";
import { addWorkingMinutes, type Calendar } from "./calendar.ts";
import type { CaseCategory, Urgency } from "./categories.ts";
import { CLOCK_KINDS, clockOf, type CaseClock, type ClockKind } from "./clock.ts";

/** How long something may take: minutes on the clock, or of the city's office hours. */
export interface Allowance {
  readonly minutes: number;
  readonly by: "clock" | "office";
}

/** 采暖期内, 采暖期外: in the season faults of heat do not wait for the office to open. */
export const PHASES = ["heating", "off"] as const;
export type Phase = (typeof PHASES)[number];

/** What is allowed; what is left out has no clock, and every case has one until it is done. */
export type Terms = Partial<Readonly<Record<ClockKind, Allowance>>> & {
  readonly resolve: Allowance;
};

export interface PolicyRow {
  readonly category: CaseCategory;
  readonly urgency: Urgency;
  readonly phase: Phase;
  readonly terms: Terms;
}

/** 时限规则: what is allowed. Never edited: a new version is made. */
export interface Policy {
  readonly version: number;
  readonly rows: readonly PolicyRow[];
}

export function isSameTerms(one: Terms, other: Terms): boolean {
  return CLOCK_KINDS.every((kind) => {
    const [a, b] = [one[kind], other[kind]];
    return a?.minutes === b?.minutes && a?.by === b?.by;
  });
}

/** All by which deadlines are set. */
export interface Timetable {
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly seasons: readonly { readonly from: CityDate; readonly to: CityDate }[];
}

/** What tells how long a case may take. */
export interface CaseClass {
  readonly category: CaseCategory;
  readonly urgency: Urgency;
}

export function phaseAt({ seasons }: Pick<Timetable, "seasons">, at: Instant): Phase {
  const date = cityDate(at);
  return seasons.some(({ from, to }) => from <= date && date <= to) ? "heating" : "off";
}

/** What a case of these may take that begins at `at`. */
export function termsFor(timetable: Timetable, one: CaseClass, at: Instant): Terms {
  const phase = phaseAt(timetable, at);
  const row = timetable.policy.rows.find(
    ({ category, urgency, phase: when }) =>
      category === one.category && urgency === one.urgency && when === phase,
  );
  if (row === undefined) throw new Error(`no terms for ${one.category} ${one.urgency} ${phase}`);
  return row.terms;
}

/** When what begins at `from` has used up what is allowed. */
export function dueAfter(
  { calendar }: Pick<Timetable, "calendar">,
  { minutes, by }: Allowance,
  from: Instant,
): Instant {
  return by === "clock"
    ? later(from, minutes * 60_000)
    : addWorkingMinutes(calendar, from, minutes);
}

/** The clock of one kind that begins at `from`; undefined where there is none. */
export function startClock(
  timetable: Timetable,
  one: CaseClass,
  kind: ClockKind,
  from: Instant,
): CaseClock | undefined {
  const allowed = termsFor(timetable, one, from)[kind];
  if (allowed === undefined) return undefined;
  const due = dueAfter(timetable, allowed, from);
  return { kind, from, due, policy: timetable.policy.version };
}

/** All clocks of a case that begins at `from`. */
export function startClocks(timetable: Timetable, one: CaseClass, from: Instant): CaseClock[] {
  return CLOCK_KINDS.flatMap((kind) => startClock(timetable, one, kind, from) ?? []);
}

/**
 * The clocks as another class sets them, each from when it began to run; what was met stays met.
 */
export function reclassed(
  timetable: Timetable,
  one: CaseClass,
  clocks: readonly CaseClock[],
): CaseClock[] {
  const begun = clockOf({ clocks }, "resolve")!;
  return CLOCK_KINDS.flatMap((kind) => {
    const before = clockOf({ clocks }, kind);
    const next = startClock(timetable, one, kind, (before ?? begun).from);
    if (next === undefined) return [];
    const metAt = before?.metAt ?? begun.metAt;
    return [metAt === undefined ? next : { ...next, metAt }];
  });
}

/** Whether any deadline moves away or is no more; when news are due next is no deadline. */
export function lengthens(before: readonly CaseClock[], after: readonly CaseClock[]): boolean {
  return before.some(({ kind, due }) => {
    if (kind === "update") return false;
    const next = clockOf({ clocks: after }, kind);
    return next === undefined || next.due > due;
  });
}
