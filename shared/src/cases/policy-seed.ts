import { CASE_CATEGORIES, CATEGORIES, URGENCIES, type Hours } from "./categories.ts";
import { PHASES, type Allowance, type Policy, type Terms } from "./policy.ts";

const HOUR = 60;
/** From here on a case goes on for so long that news of it are owed meanwhile. */
const LONG = 27 * HOUR;
const NEWS_EVERY = 18 * HOUR;

/**
 * Version 1, until the utility makes its own: the hours of `categories.ts`, and shares of them for
 * what comes before. A visit is acknowledged within an eighth, the resident contacted within a
 * quarter and visited within half of it, which makes six hours for a cold flat in the season.
 * Recommended values, for the utility to confirm.
 */
export const SEED_POLICY: Policy = {
  version: 1,
  rows: CASE_CATEGORIES.flatMap((category) =>
    URGENCIES.flatMap((urgency) => {
      const { allowed, heating = allowed, atDesk } = CATEGORIES[category];
      const hours = { heating: heating[urgency], off: allowed[urgency] };
      return PHASES.map((phase) => {
        return { category, urgency, phase, terms: termsOf(hours[phase], atDesk) };
      });
    }),
  ),
};

/** A version knows the categories of its day: those that came later go by the program's own. */
export function withNewCategories<P extends Policy>(policy: P): P {
  const known = new Set(policy.rows.map(({ category }) => category));
  const newer = SEED_POLICY.rows.filter(({ category }) => !known.has(category));
  return newer.length === 0 ? policy : { ...policy, rows: [...policy.rows, ...newer] };
}

function termsOf(hours: Hours, atDesk: boolean): Terms {
  const resolve: Allowance =
    "clock" in hours
      ? { minutes: hours.clock * HOUR, by: "clock" }
      : { minutes: hours.work * HOUR, by: "office" };
  const share = (parts: number) => ({ ...resolve, minutes: Math.ceil(resolve.minutes / parts) });
  return {
    ...(atDesk
      ? { "first-contact": share(2) }
      : { acknowledge: share(8), "first-contact": share(4), arrive: share(2) }),
    ...(resolve.minutes >= LONG ? { update: { ...resolve, minutes: NEWS_EVERY } } : {}),
    resolve,
  };
}
