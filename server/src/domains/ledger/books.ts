import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Account } from "@warmline/shared/ledger/account.ts";
import { books, booksId } from "@warmline/shared/ledger/books.ts";
import { nextAt } from "@warmline/shared/ledger/chain.ts";
import { officeOf, type Office } from "@warmline/shared/ledger/office.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

/**
 * The books into which a command posts, read and found open. Entries are made with these alone, and
 * reading them is a guard of the commit: whoever closes the day meanwhile wins, or is refused.
 */
export interface OpenBooks {
  readonly office: Office;
  /** Those that were read. */
  readonly days: ReadonlySet<CityDate>;
}

/**
 * Reads the books of an office, the actor's own if no other is named, for the days on which entries
 * of these accounts are booked: today, but for an account whose newest entry is of a later day. A
 * closed day is in the way of what posts, not of asking for it or showing it: what is asked for
 * goes into the books of the day on which it is carried out. Refusal: `day-closed`.
 */
export async function readBooks(
  reads: Pick<Reads, "getMany">,
  { at, actor, request }: Pick<Moment, "at" | "actor" | "request">,
  accounts: readonly Pick<Account, "at">[],
  office: Office = officeOf(actor),
): Promise<Result<OpenBooks, "day-closed">> {
  const days = new Set([at, ...accounts.map((one) => nextAt(one, at))].map(cityDate));
  const kept = await reads.getMany(
    books,
    [...days].map((day) => booksId(office, day)),
  );
  const closed = kept.find(({ state }) => state === "closed");
  const posts = request?.executes ?? true;
  if (closed !== undefined && posts) return refuse("day-closed", { day: closed.day });
  return ok({ office, days });
}
