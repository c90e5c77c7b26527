import type { Instant } from "../kernel/time.ts";
import { addWorkingMinutes, type Calendar } from "./calendar.ts";
import type { CaseCategory, Urgency } from "./model.ts";

/** Hours on the clock, or hours of the working calendar. */
type Allowance = { readonly clock: number } | { readonly work: number };

/**
 * 时限: how long each category may take. Water and cold do not wait for Monday: leaks,
 * buildings without heat and everything critical run on the clock. Recommended values, for the
 * utility to confirm; a visit within six hours is what Beijing 96069 promises.
 */
const ALLOWANCES: Record<CaseCategory, Record<Urgency, Allowance>> = {
  "not-warm": { normal: { work: 9 }, urgent: { work: 4 }, critical: { clock: 4 } },
  leak: { normal: { clock: 4 }, urgent: { clock: 2 }, critical: { clock: 1 } },
  "no-heat-building": { normal: { clock: 6 }, urgent: { clock: 4 }, critical: { clock: 2 } },
  "fee-question": { normal: { work: 18 }, urgent: { work: 9 }, critical: { clock: 8 } },
  "stop-restore": { normal: { work: 27 }, urgent: { work: 9 }, critical: { clock: 8 } },
  "private-alteration": { normal: { work: 45 }, urgent: { work: 18 }, critical: { clock: 24 } },
  praise: { normal: { work: 45 }, urgent: { work: 18 }, critical: { clock: 24 } },
  other: { normal: { work: 18 }, urgent: { work: 9 }, critical: { clock: 8 } },
};

/** By when a case of these, reported at `at`, is to be done. */
export function dueTime(
  calendar: Calendar,
  category: CaseCategory,
  urgency: Urgency,
  at: Instant,
): Instant {
  const allowance = ALLOWANCES[category][urgency];
  if ("clock" in allowance) return at + allowance.clock * 3_600_000;
  return addWorkingMinutes(calendar, at, allowance.work * 60);
}
