import { isDeepStrictEqual } from "node:util";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { PLAIN_WEEK, type Calendar } from "@warmline/shared/cases/calendar.ts";
import { checkCalendar, type CalendarRefusal } from "@warmline/shared/cases/check-calendar.ts";
import { workCalendars, type WorkCalendar } from "@warmline/shared/cases/model.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";

const ID = "city";

/** The city's working calendar, or a plain week until one is entered. */
export async function cityCalendar({ store }: Pick<Deps, "store">): Promise<Calendar> {
  return (await store.get(workCalendars, ID)) ?? PLAIN_WEEK;
}

export interface CalendarAnswer extends Calendar {
  /** 0 until one is entered. */
  readonly rev: number;
}

export async function readWorkCalendar({ store }: Pick<Deps, "store">): Promise<CalendarAnswer> {
  return answerOf(await store.get(workCalendars, ID));
}

/**
 * Sets the whole calendar, seen at `rev`. It holds for deadlines set from then on: those of open
 * cases were told to customers and stay; classifying a case anew counts by the new calendar.
 * Refusals, in this order: `out-of-scope`, the calendar's own, `changed-meanwhile`. The same
 * calendar once more is no change.
 */
export async function setWorkCalendar(
  deps: Deps,
  caller: Caller,
  { rev, ...given }: CalendarAnswer,
): Promise<Result<CalendarAnswer, "out-of-scope" | CalendarRefusal | "changed-meanwhile">> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  const checked = checkCalendar(given);
  if (!checked.ok) return checked;
  const current = await deps.store.get(workCalendars, ID);
  const before = answerOf(current);
  if (isDeepStrictEqual(before, { ...checked.value, rev: before.rev })) return ok(before);
  if (rev !== before.rev) return refuse("changed-meanwhile");
  const next = { id: ID, ...checked.value };
  const write =
    current === null ? insert(workCalendars, next) : replace(workCalendars, current, next);
  const of = { command: "cases.set-calendar", subjects: [`${workCalendars.name}/${ID}`] };
  const committed = await commitAudited(deps, caller, of, [write]);
  return committed.ok ? ok({ ...checked.value, rev: rev + 1 }) : refuse("changed-meanwhile");
}

function answerOf(found: WorkCalendar | null): CalendarAnswer {
  const { opensMinute, closesMinute, holidays, workedWeekends } = found ?? PLAIN_WEEK;
  return { rev: found?.rev ?? 0, opensMinute, closesMinute, holidays, workedWeekends };
}
