import { PLAIN_WEEK } from "@warmline/shared/tickets/calendar.ts";
import { workCalendars } from "@warmline/shared/tickets/types.ts";
import type { Deps } from "../platform/deps.ts";

/** The city's working calendar, or a plain week until one is entered. */
export async function cityCalendar({ store }: Pick<Deps, "store">) {
  return (await store.get(workCalendars, "city")) ?? PLAIN_WEEK;
}
