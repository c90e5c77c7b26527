import type { Actor } from "../access/actor.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { cityDate, type CityDate, type Instant } from "../kernel/time.ts";
import type { Body } from "../store/collection.ts";
import { booksId, type Closing, type DayBooks, type DaySheet } from "./books.ts";
import type { Office } from "./office.ts";
import type { Shift } from "./shift.ts";

type Books = Body<DayBooks>;
type OpenTill = Pick<Shift, "till" | "cashierName">;
type Doer = Pick<Actor, "id" | "name">;

/** A day for which nothing has been closed yet. */
export function openDay(office: Office, day: CityDate): Books {
  return { id: booksId(office, day), office, day, state: "open", closings: [] };
}

export type CloseCode = "day-not-begun" | "already-closed" | "tills-open";

/**
 * 日结: from here on the day takes nothing more; its tills have been counted. Refusals, in this
 * order: `day-not-begun`, `already-closed`, `tills-open`.
 */
export function closeDay(
  books: Books,
  { id, name }: Doer,
  { now, open }: { readonly now: Instant; readonly open: OpenTill | null },
): Result<Books, CloseCode> {
  const { day, closings } = books;
  if (day > cityDate(now)) return refuse("day-not-begun", { day });
  if (books.state === "closed") return refuse("already-closed", { day });
  if (open !== null) return refuse("tills-open", { till: open.till, who: open.cashierName });
  const closing = { at: now, by: { id, name } };
  return ok({ ...books, state: "closed", closings: [...closings, closing] });
}

export type ReopenCode = "day-not-closed" | "own-close" | "reason-missing";

/**
 * 反结账, the inverse: nobody takes back alone what they closed. Refusals, in this order:
 * `day-not-closed`, `own-close`, `reason-missing`.
 */
export function reopenDay(
  books: Books,
  { id, name }: Doer,
  { reason, now }: { readonly reason: string; readonly now: Instant },
): Result<Books, ReopenCode> {
  const closing = standing(books);
  if (closing === null) return refuse("day-not-closed", { day: books.day });
  if (closing.by.id === id) return refuse("own-close");
  if (reason.trim() === "") return refuse("reason-missing");
  const reopened = { at: now, by: { id, name }, reason };
  return ok({ ...withNewest(books, { ...closing, reopened }), state: "open" });
}

/** The close that holds; null: the day is open. */
export function standing({ state, closings }: Pick<Books, "state" | "closings">): Closing | null {
  return state === "closed" ? (closings.at(-1) ?? null) : null;
}

/** The books with what the day came to, which is known once it takes nothing more. */
export function withSheet(books: Books, closing: Closing, sheet: DaySheet): Books {
  return withNewest(books, { ...closing, sheet });
}

function withNewest(books: Books, closing: Closing): Books {
  return { ...books, closings: [...books.closings.slice(0, -1), closing] };
}
