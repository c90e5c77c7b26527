import { later, type Instant } from "../kernel/time.ts";
import { addWorkingMinutes, type Calendar } from "./calendar.ts";
import { CATEGORIES, type CaseCategory, type Urgency } from "./categories.ts";

/** By when a case of these, reported at `at`, is to be done. */
export function dueTime(
  calendar: Calendar,
  category: CaseCategory,
  urgency: Urgency,
  at: Instant,
): Instant {
  const allowance = CATEGORIES[category].allowed[urgency];
  if ("clock" in allowance) return later(at, allowance.clock * 3_600_000);
  return addWorkingMinutes(calendar, at, allowance.work * 60);
}
