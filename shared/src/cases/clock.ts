import { assert } from "../kernel/assert.ts";
import { earliest, type Instant } from "../kernel/time.ts";
import type { CaseEventKind } from "./event.ts";

/** 时限: by when what is to have happened on a case, in the order in which it happens. */
export const CLOCK_KINDS = [
  "acknowledge", // 接单
  "first-contact", // 首次联系
  "arrive", // 到场
  "update", // 反馈进展
  "resolve", // 办结
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** A later deadline that one person asked for and another granted; both deadlines are reported. */
export interface Lengthening {
  readonly cause: "extension" | "class"; // 延期 or 改类
  readonly from: Instant;
  readonly to: Instant;
  readonly at: Instant;
  readonly askedBy: string;
  readonly grantedBy: string;
}

export interface CaseClock {
  readonly kind: ClockKind;
  /** When it began to run. */
  readonly from: Instant;
  readonly due: Instant;
  readonly metAt?: Instant;
  /** The version of the policy that set it; 0: a program without versions. */
  readonly policy: number;
  /** Oldest first. */
  readonly extensions?: readonly Lengthening[];
}

/** What meets which clocks. */
const MEETS: Partial<Record<CaseEventKind, readonly ClockKind[]>> = {
  accepted: ["acknowledge"],
  contacted: ["acknowledge", "first-contact"],
  arrived: ["acknowledge", "first-contact", "arrive"],
  resolved: CLOCK_KINDS,
  answered: CLOCK_KINDS,
  settled: CLOCK_KINDS,
};
/** Whoever had acknowledged it has it no more. */
const HANDED_OVER: ReadonlySet<CaseEventKind> = new Set(["assigned", "unassigned", "returned"]);

/** The clocks after something of that kind has happened. */
export function clocksAfter(
  clocks: readonly CaseClock[],
  kind: CaseEventKind,
  at: Instant,
): readonly CaseClock[] {
  const met = MEETS[kind];
  if (met !== undefined) {
    return clocks.map((clock) =>
      met.includes(clock.kind) && clock.metAt === undefined ? { ...clock, metAt: at } : clock,
    );
  }
  if (!HANDED_OVER.has(kind)) return clocks;
  return clocks.map((clock) =>
    clock.kind === "acknowledge" ? { ...clock, metAt: undefined } : clock,
  );
}

interface Clocked {
  readonly clocks: readonly CaseClock[];
}

export function clockOf({ clocks }: Clocked, kind: ClockKind): CaseClock | undefined {
  return clocks.find((clock) => clock.kind === kind);
}

/** Every case has one: by when it is to be done. */
export function resolveClock(one: Clocked): CaseClock {
  const clock = clockOf(one, "resolve");
  assert(clock !== undefined, "a case has a clock until it is done");
  return clock;
}

/** The clocks with one of them changed. */
export function withClock(
  { clocks }: Clocked,
  kind: ClockKind,
  change: (clock: CaseClock) => CaseClock,
): readonly CaseClock[] {
  return clocks.map((clock) => (clock.kind === kind ? change(clock) : clock));
}

/** Of two sets the earlier deadline of each kind: nothing that was promised is set back. */
export function soonest(
  clocks: readonly CaseClock[],
  others: readonly CaseClock[],
): readonly CaseClock[] {
  return CLOCK_KINDS.flatMap((kind) => {
    const [one, other] = [clocks, others].map((list) => clockOf({ clocks: list }, kind));
    if (one === undefined || other === undefined) return [one ?? other].filter(Boolean);
    return [{ ...one, due: earliest(one.due, other.due) }];
  }) as CaseClock[];
}

/** By when something is to happen next. */
export interface NextDue {
  readonly kind: ClockKind | "supervision";
  readonly due: Instant;
}

/** The nearest of the clocks that run, an overseer's included; of a case that is done the last. */
export function nextDue(
  one: Clocked & { readonly supervision?: { readonly dueAt: Instant } | undefined },
): NextDue {
  const running: NextDue[] = one.clocks.filter(({ metAt }) => metAt === undefined);
  const { kind, due } = resolveClock(one);
  if (running.length === 0) return { kind, due };
  const watched = one.supervision;
  if (watched !== undefined) running.push({ kind: "supervision", due: watched.dueAt });
  return running.reduce((nearest, next) => (next.due < nearest.due ? next : nearest));
}
