import { books, booksId, type DayBooks } from "@warmline/shared/ledger/books.ts";
import { standing, withSheet } from "@warmline/shared/ledger/close-day.ts";
import { DayAdder, type DayTotals } from "@warmline/shared/ledger/day-totals.ts";
import { entries } from "@warmline/shared/ledger/entry.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import type { OfficeDay } from "./close-commands.ts";

const PAGE = 1_000;

/** What the entries of an office's day come to: it reads these alone, however long the journal. */
export async function totalsOf(
  store: Pick<Store, "find">,
  { office, day }: OfficeDay,
): Promise<DayTotals> {
  const adder = new DayAdder();
  const query = { index: "byDay", where: { office, bookedOn: day } };
  for await (const page of findPages(store, entries, query, PAGE)) {
    for (const entry of page) adder.add(entry);
  }
  return adder.totals;
}

/**
 * 日结单: adds up a day that was closed and so takes nothing more, and keeps the sums with the newest
 * hash of the log. Should the process die before, closing the day once more makes up for it.
 */
export async function keepSheet(
  deps: Pick<Deps, "store" | "clock" | "ids">,
  caller: Caller,
  of: OfficeDay,
): Promise<void> {
  const id = booksId(of.office, of.day);
  for (;;) {
    const before = await deps.store.get(books, id);
    const closing = before && standing(before);
    if (before === null || closing === null || closing.sheet !== undefined) return;
    const sheet = { totals: await totalsOf(deps.store, of), anchor: await deps.store.anchor() };
    const write = replace<DayBooks>(books, before, withSheet(before, closing, sheet));
    const act = { command: "ledger.sum-day", subjects: [`books/${id}`] };
    if ((await commitAudited(deps, caller, act, [write])).ok) return;
  }
}
