import { isDeepStrictEqual } from "node:util";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { put } from "@warmline/shared/store/write.ts";
import { PLAIN_WEEK, type Calendar } from "@warmline/shared/cases/calendar.ts";
import { checkCalendar, type CalendarRefusal } from "@warmline/shared/cases/check-calendar.ts";
import { workCalendars, type WorkCalendar } from "@warmline/shared/cases/model.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";

const ID = "city";

/** The city's working calendar, or a plain week until one is entered. */
export async function cityCalendar(reads: Pick<Reads, "get">): Promise<Calendar> {
  return (await reads.get(workCalendars, ID)) ?? PLAIN_WEEK;
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
 * cases were told to customers and stay; classifying a case anew counts by the new calendar. The
 * same calendar once more is no change. Refusals: the calendar's own.
 */
export const setWorkCalendar = command({
  name: "cases.set-calendar",
  scope: "city",
  load: async (reads, _: CalendarAnswer): Promise<Result<WorkCalendar | null, CalendarRefusal>> =>
    ok(await reads.get(workCalendars, ID)),
  seen: (current, { rev }) => ({
    seen: rev,
    now: current?.rev ?? 0,
    subject: `${workCalendars.name}/${ID}`,
  }),
  decide(current, { rev, ...given }) {
    const checked = checkCalendar(given);
    if (!checked.ok) return checked;
    const before = answerOf(current);
    const next = { id: ID, ...checked.value };
    if (isDeepStrictEqual(before, { ...checked.value, rev })) {
      return ok({ value: before, writes: [], subjects: [] });
    }
    return ok({
      value: { ...checked.value, rev: rev + 1 },
      writes: [put(workCalendars, current, next)],
      subjects: [`${workCalendars.name}/${ID}`],
    });
  },
});

function answerOf(found: WorkCalendar | null): CalendarAnswer {
  const { opensMinute, closesMinute, holidays, workedWeekends } = found ?? PLAIN_WEEK;
  return { rev: found?.rev ?? 0, opensMinute, closesMinute, holidays, workedWeekends };
}
