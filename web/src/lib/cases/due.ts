import type { CaseState } from "@warmline/shared/cases/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";

export type DueTone = "settled" | "quiet" | "soon" | "overdue";

export interface Due {
  readonly tone: DueTone;
  /** Minutes left, or minutes over. */
  readonly minutes: number;
}

/** From here on a deadline is called close. */
const SOON_MS = 2 * 3_600_000;
const SETTLED: ReadonlySet<CaseState> = new Set(["resolved", "called-back", "closed"]);

/** How a deadline stands: work that is done is no longer measured against it. */
export function dueOf(caseRecord: { state: CaseState; dueAt: Instant }, now: Instant): Due {
  const left = caseRecord.dueAt - now;
  const minutes = Math.floor(Math.abs(left) / 60_000);
  if (SETTLED.has(caseRecord.state)) return { tone: "settled", minutes };
  if (left < 0) return { tone: "overdue", minutes };
  return { tone: left < SOON_MS ? "soon" : "quiet", minutes };
}
