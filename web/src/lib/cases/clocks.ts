import type { CaseClock, NextDue } from "@warmline/shared/cases/clock.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";

/** How a clock stands: met in time or late, running or late, or stopped with its case. */
export type ClockStands = "met" | "met-late" | "runs" | "late" | "stopped";

export interface ClockState {
  readonly kind: NextDue["kind"];
  readonly due: Instant;
  /** The deadline before it was lengthened for the first time. */
  readonly firstDue?: Instant | undefined;
  readonly stands: ClockStands;
  /** Left, over, or by which it was late. */
  readonly minutes: number;
}

/** All clocks of a case as they stand, that of its overseer last. */
export function clockStates(caseRecord: Case, now: Instant): ClockState[] {
  const { clocks, supervision, open, resolvedAt } = caseRecord;
  const states = clocks.map((clock) => stateOf(clock, open, now));
  if (supervision === undefined) return states;
  const { dueAt: due } = supervision;
  const watched = { kind: "supervision", due, metAt: resolvedAt } as const;
  return [...states, stateOf(watched, open, now)];
}

type Measured = Pick<NextDue, "kind" | "due"> & Partial<Pick<CaseClock, "metAt" | "extensions">>;

function stateOf({ kind, due, metAt, extensions }: Measured, open: boolean, now: Instant) {
  const left = due - (metAt ?? now);
  const stands = standsOf(left, metAt !== undefined, open);
  const minutes = Math.floor(Math.abs(left) / 60_000);
  return { kind, due, firstDue: extensions?.[0]?.from, stands, minutes };
}

function standsOf(left: number, met: boolean, open: boolean): ClockStands {
  if (met) return left < 0 ? "met-late" : "met";
  if (!open) return "stopped";
  return left < 0 ? "late" : "runs";
}
