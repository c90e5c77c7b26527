import { addDays, startOfDay } from "@warmline/shared/kernel/time.ts";
import type { CaseRow } from "@warmline/shared/cases/live.ts";
import type { ClosedFilter } from "./closed.ts";

type Open = { readonly get: (id: string) => CaseRow | undefined };

/**
 * How many cases were closed or reopened since the list of closed ones was read: open then and
 * gone now, or in the list and open again. `seenOpen` are all that were open at any time since.
 */
export function closedNews(
  listed: readonly CaseRow[],
  seenOpen: Iterable<CaseRow>,
  openNow: Open,
  filter: ClosedFilter,
  meId: string,
): number {
  const known = new Set(listed.map(({ id }) => id));
  let news = listed.filter(({ id, rev }) => (openNow.get(id)?.rev ?? -1) > rev).length;
  for (const row of seenOpen) {
    if (openNow.get(row.id) !== undefined || known.has(row.id)) continue;
    if (fits(row, filter, meId)) news += 1;
  }
  return news;
}

/** As far as a row tells: whether the phone that is searched for called about it, it does not. */
function fits(row: CaseRow, filter: ClosedFilter, meId: string): boolean {
  const { text, category, branch, mine, from, to } = filter;
  return (
    (text === "" || text === row.number) &&
    (category === "" || category === row.category) &&
    (branch === "" || branch === row.branchId) &&
    (!mine || row.assigneeId === meId) &&
    (from === "" || row.openedAt >= startOfDay(from)) &&
    (to === "" || row.openedAt < startOfDay(addDays(to, 1)))
  );
}
