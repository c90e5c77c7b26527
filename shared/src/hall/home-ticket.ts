import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { QueueTicket, TicketState } from "./model.ts";

/** 在家取号: who took numbers without being there; its id is theirs, such as a chat's. */
export interface HomeTicket extends Stored {
  readonly hallId: string;
  readonly day: CityDate;
  /** The last one; absent: it was given back. */
  readonly ticketId?: string;
  /** When and where numbers were taken that day, also those that were given back. */
  readonly taken: readonly { readonly at: Instant; readonly hallId: string }[];
  /** 快到了: whether they are to be told that few are ahead of them. */
  readonly notice: "asked" | "told" | "none";
}

export const homeTickets = collection<HomeTicket>("homeTickets", {
  indexes: { byNotice: ["hallId", "day", "notice"] },
});

/** So many numbers a person may take of one hall on one day; who gives them back has taken them. */
export const HOME_NUMBERS_MAX = 3;
/** And of all halls. */
export const HOME_NUMBERS_OF_ALL_MAX = 5;

/** The halls of which they may take no number any more that day; `all`: of none. */
export function homeShut(
  kept: Pick<HomeTicket, "day" | "taken"> | null,
  day: CityDate,
): ReadonlySet<string> | "all" {
  const taken = kept?.day === day ? kept.taken : [];
  if (taken.length >= HOME_NUMBERS_OF_ALL_MAX) return "all";
  const halls = Map.groupBy(taken, ({ hallId }) => hallId);
  return new Set(
    [...halls].flatMap(([hallId, { length }]) => (length >= HOME_NUMBERS_MAX ? [hallId] : [])),
  );
}

const OVER: ReadonlySet<TicketState> = new Set(["finished", "no-show", "voided"]);

/** Whether a number is still to be called or in hand today. */
export function isHeld(
  ticket: QueueTicket | null,
  day: CityDate,
): ticket is QueueTicket & { readonly state: "waiting" | "called" | "serving" } {
  return ticket !== null && ticket.day === day && !OVER.has(ticket.state);
}
