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
  /** Of what they are still to be told: see `homeNews`. */
  readonly notice: HomeNotice;
}

/**
 * `asked`: that few are ahead, and that it is called; `near`: that it is called; `told`: nothing
 * more; `none`: it was given back.
 */
export type HomeNotice = "asked" | "near" | "told" | "none";

export const homeTickets = collection<HomeTicket>("homeTickets", {
  indexes: { byNotice: ["hallId", "day", "notice"] },
});

/** 快到了: with so many ahead, or fewer, they are told to come. */
export const NEAR_AHEAD = 3;

/** Of which they are still to be told something. */
export const HOME_AWAITED = ["asked", "near"] as const satisfies readonly HomeNotice[];

export interface HomeNews {
  /** Null: nothing, or nothing yet. */
  readonly news: "near" | "called" | null;
  /** Of what they are to be told afterwards. */
  readonly notice: HomeNotice;
}

/**
 * 快到了, 叫到了: what whoever holds a number from home is to be told now. Each is told once; of a
 * number that is served or over there is nothing to tell any more. `ahead` counts while it waits.
 */
export function homeNews(
  { notice }: Pick<HomeTicket, "notice">,
  { state }: Pick<QueueTicket, "state">,
  ahead: number,
): HomeNews {
  if (notice !== "asked" && notice !== "near") return { news: null, notice };
  if (state === "called") return { news: "called", notice: "told" };
  if (state !== "waiting") return { news: null, notice: "told" };
  return notice === "asked" && ahead <= NEAR_AHEAD
    ? { news: "near", notice: "near" }
    : { news: null, notice };
}

/** Who takes a number is told at once how many are ahead: with few, that need not be said again. */
export function noticeAtTaking(ahead: number): HomeNotice {
  return ahead <= NEAR_AHEAD ? "near" : "asked";
}

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
