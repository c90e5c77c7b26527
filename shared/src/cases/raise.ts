import { resolveClock, withClock } from "./clock.ts";
import { moreUrgent } from "./matching.ts";
import type { Case, Standing } from "./model.ts";
import { earliest } from "../kernel/time.ts";

/**
 * Merging closes a case, but not its customer's clock: the case that takes it in becomes as urgent
 * as the more urgent of the two, and is due when the earlier one was. One that was done already
 * lends nothing. Once somebody has set urgency or deadline by hand, that holds, and what was lent
 * before is forgotten.
 */
export function raisedBy(other: Case, caseRecord: Case): Partial<Case> {
  if (caseRecord.resolvedAt !== undefined) return {};
  const { raised } = other;
  const untouched = raised !== undefined && isSame(standingOf(other), whole(raised));
  const own = untouched ? raised.own : standingOf(other);
  const lent = { caseId: caseRecord.id, ...standingOf(caseRecord) };
  const next = { own, by: [...(untouched ? raised.by : []), lent] };
  return { ...standing(other, whole(next)), raised: next };
}

/** The inverse: as if `caseId` had never been merged; what was set by hand since stays. */
export function loweredBy(other: Case, caseId: string): Partial<Case> {
  const { raised } = other;
  if (raised === undefined) return {};
  const by = raised.by.filter((lent) => lent.caseId !== caseId);
  if (by.length === raised.by.length) return {};
  const next = { own: raised.own, by };
  const untouched = isSame(standingOf(other), whole(raised));
  return {
    ...(untouched ? standing(other, whole(next)) : {}),
    raised: by.length === 0 ? undefined : next,
  };
}

function standingOf(caseRecord: Case): Standing {
  return { urgency: caseRecord.urgency, dueAt: resolveClock(caseRecord).due };
}

/** So pressing is the case: its other clocks are its own. */
function standing(caseRecord: Case, { urgency, dueAt }: Standing): Partial<Case> {
  const clocks = withClock(caseRecord, "resolve", (clock) => ({ ...clock, due: dueAt }));
  return { urgency, clocks };
}

function whole({ own, by }: NonNullable<Case["raised"]>): Standing {
  return by.reduce(
    (sum, lent) => ({
      urgency: moreUrgent(sum.urgency, lent.urgency),
      dueAt: earliest(sum.dueAt, lent.dueAt),
    }),
    own,
  );
}

function isSame(one: Standing, two: Standing): boolean {
  return one.urgency === two.urgency && one.dueAt === two.dueAt;
}
