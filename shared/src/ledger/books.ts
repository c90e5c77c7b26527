import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { Anchor } from "../store/port.ts";
import type { DayTotals } from "./day-totals.ts";
import type { Office } from "./office.ts";

/**
 * 日账 (books of a day): open, also where there are none, or closed. Whoever posts has read the
 * books that it goes into, and its commit is refused when they have changed since: so a posting and
 * the close of its day never both win.
 */
export interface DayBooks extends Stored {
  readonly office: Office;
  readonly day: CityDate;
  readonly state: "open" | "closed";
  /** Each close of the day, the newest last; what was closed by mistake stays in it. */
  readonly closings: readonly Closing[];
}

/** 日结: the day takes nothing more from here on, unless it is reopened. */
export interface Closing {
  readonly at: Instant;
  readonly by: Person;
  /** Kept once the day takes nothing more: a commit of its own, after the one that closed it. */
  readonly sheet?: DaySheet;
  readonly reopened?: { readonly at: Instant; readonly by: Person; readonly reason: string };
}

interface Person {
  readonly id: string;
  readonly name: string;
}

/** 日结单: what the day came to, and by which hash everything until then can be proved. */
export interface DaySheet {
  readonly totals: DayTotals;
  readonly anchor: Anchor;
}

export const books = collection<DayBooks>("books", {
  indexes: { byOffice: ["office", "day"] },
});

export function booksId(office: Office, day: CityDate): string {
  return `${office}/${day}`;
}
