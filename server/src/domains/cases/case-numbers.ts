import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { caseNumber } from "@warmline/shared/cases/report.ts";
import { caseSeries } from "@warmline/shared/cases/model.ts";
import type { Deps } from "../../platform/deps.ts";

export interface TakenNumber {
  readonly number: string;
  /** Commit it with the case: it wins only if this number is the next one. */
  readonly write: Write;
  /** The commit lost: the numbers that this process expects may be wrong, look again. */
  giveBack(): void;
}

/** Per store the revision that each day's series will have once what is in flight is committed. */
const expected = new WeakMap<Store, Map<string, number>>();

/**
 * The next number of the day. Filings do not wait for each other's commits: each takes the revision
 * that the one before it will leave behind, so that they share a group commit. As a number equals
 * the series' revision, a wrong guess only loses the commit and is taken anew; there are never
 * gaps.
 */
export function takeNumber(deps: Deps, at: Instant): Promise<TakenNumber> {
  const day = cityDate(at).replaceAll("-", "");
  return deps.mutex.run(`case-numbers/${day}`, async () => {
    const days = expected.get(deps.store) ?? new Map<string, number>();
    expected.set(deps.store, days);
    const rev = days.get(day) ?? (await deps.store.get(caseSeries, day))?.rev ?? 0;
    // Yesterday's series is not asked for again.
    if (!days.has(day)) days.clear();
    days.set(day, rev + 1);
    return {
      number: caseNumber(day, rev + 1),
      write: seriesWrite(day, rev),
      giveBack: () => void days.delete(day),
    };
  });
}

function seriesWrite(day: string, rev: number): Write {
  const next = { id: day, last: rev + 1 };
  return rev === 0
    ? insert(caseSeries, next)
    : replace(caseSeries, { id: day, rev, last: rev }, next);
}
