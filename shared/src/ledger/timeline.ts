import type { Fen } from "../kernel/money.ts";
import {
  addDays,
  earliest,
  EPOCH,
  later,
  latest,
  startOfDay,
  type CityDate,
  type Instant,
} from "../kernel/time.ts";
import { onAccountFen, owedFen } from "./account.ts";
import { advance, type Entry, type FoldedEntry } from "./entry.ts";
import { accountOf, emptyPosition } from "./position.ts";

/**
 * 账户时间线: an account as it stood. Entries are never changed and are booked on the day on which
 * they are recorded, so how it stood is the beginning of its stream; what counts from another day
 * (`effectiveOn`) was known, and owed, from its entry on.
 */

/** How an account stood once an entry was made. */
export interface TimelinePoint<E> {
  readonly entry: E;
  readonly owedFen: Fen;
  readonly onAccountFen: Fen;
}

/** After each entry of a whole stream, oldest first. */
export function timelineOf<E extends FoldedEntry>(
  accountId: string,
  stream: readonly E[],
): TimelinePoint<E>[] {
  const position = emptyPosition(accountId);
  return stream.map((entry) => {
    advance(position, entry);
    const account = accountOf(position);
    return { entry, owedFen: owedFen(account), onAccountFen: onAccountFen(account) };
  });
}

/** 截至: the end of a day of the books, and a moment of knowledge; of both the earlier counts. */
export interface AsOf {
  readonly day?: CityDate | undefined;
  readonly at?: Instant | undefined;
}

/** The entries of a stream that were there by then, oldest first. */
export function entriesAsOf<E extends Pick<Entry, "at" | "bookedOn">>(
  stream: readonly E[],
  { day, at }: AsOf,
): E[] {
  return stream.filter(
    (entry) => (day === undefined || entry.bookedOn <= day) && (at === undefined || entry.at <= at),
  );
}

/** The last moment of it; at most now, and none before moments are counted. */
export function momentAsOf({ day, at }: AsOf, now: Instant): Instant {
  const known = at === undefined ? now : earliest(now, at);
  if (day === undefined) return known;
  return latest(EPOCH, earliest(known, later(startOfDay(addDays(day, 1)), -1)));
}
