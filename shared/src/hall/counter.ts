import { cityDate, type CityDate } from "../kernel/time.ts";
import type { Counter } from "./model.ts";

/** Nobody sits there and nobody is in hand. */
export function closedCounter(counter: Counter): Counter {
  const {
    staffId: _staffId,
    staffName: _staffName,
    openedAt: _openedAt,
    ticketId: _ticketId,
    lastTicketId: _lastTicketId,
    ...rest
  } = counter;
  return { ...rest, state: "closed", priorityRun: 0 };
}

/**
 * The counter as it stands today. Who forgot to leave it yesterday sits there no more: nobody is
 * sent to an empty chair, and whoever comes first may sit down.
 */
export function counterOn(today: CityDate, counter: Counter): Counter {
  const { state, openedAt } = counter;
  if (state === "closed") return counter;
  const since = openedAt === undefined ? undefined : cityDate(openedAt);
  return since === today ? counter : closedCounter(counter);
}
