import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import { caseNumber } from "@warmline/shared/cases/report.ts";
import { cases, caseSeries, reports } from "@warmline/shared/cases/model.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { commitOnce } from "./bulk.ts";
import type { DemoReport } from "./reports.ts";
import { tellStory } from "./story.ts";

/** Commits each case with its number, one by one: the day's series counts its revisions. */
export async function writeCases(
  deps: Pick<Deps, "store" | "clock" | "ids">,
  seed: number,
  all: readonly DemoReport[],
  now: Instant,
): Promise<void> {
  const taken = new Map<string, number>();
  for (const [index, reported] of all.entries()) {
    const day = cityDate(reported.at).replaceAll("-", "");
    const last = (taken.get(day) ?? 0) + 1;
    taken.set(day, last);
    const id = `case-${String(index + 1).padStart(4, "0")}`;
    const told = tellStory({ seed, reported, id, number: caseNumber(day, last), now });
    await commitOnce(deps, "demo.case", [
      insert(cases, told.caseRecord),
      insert(reports, told.report),
      seriesWrite(day, last),
    ]);
  }
}

function seriesWrite(day: string, last: number): Write {
  const next = { id: day, last };
  if (last === 1) return insert(caseSeries, next);
  return replace(caseSeries, { id: day, rev: last - 1, last: last - 1 }, next);
}
