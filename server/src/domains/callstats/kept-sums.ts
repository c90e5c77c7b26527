import { SKILLS, type Skill } from "@warmline/shared/acd/model.ts";
import {
  callSums,
  type CallSums,
  type CallSumsProgress,
} from "@warmline/shared/callstats/model.ts";
import type { Sums } from "@warmline/shared/callstats/sums.ts";
import { addDays, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { progressOf } from "./reckon.ts";

/** What is written already: calls that are over, and those of which it is known how they fared. */

/** Days on which calls were offered, of those from … to (included), the oldest first. */
export async function queueDaysOnRecord(
  deps: Pick<Deps, "store">,
  from: CityDate,
  to: CityDate,
): Promise<CityDate[]> {
  const { kept } = await keptSums(deps, {
    where: { kind: "queue", span: "day" },
    from,
    to: addDays(to, 1),
  });
  const called = kept.filter(({ sums }) => (sums.offered ?? 0) > 0);
  return [...new Set(called.map(({ day }) => day))].toSorted();
}

export interface QueueHalfHour {
  readonly skill: Skill;
  readonly day: CityDate;
  /** 0 … 47 */
  readonly place: number;
  readonly sums: Sums;
}

/** Half-hours of these days; one in which nothing happened is not there. */
export async function queueHalfHours(
  deps: Pick<Deps, "store">,
  days: readonly CityDate[],
): Promise<QueueHalfHour[]> {
  if (days.length === 0) return [];
  const where = { kind: "queue", span: "half-hour", day: days };
  const { kept } = await keptSums(deps, { where });
  return kept.flatMap(({ key, day, place = 0, sums }) => {
    const skill = SKILLS.find((one) => one === key);
    return skill === undefined ? [] : [{ skill, day, place, sums }];
  });
}

/** 重算: some is missing yet. */
export async function sumsAreAnew(deps: Pick<Deps, "store">): Promise<boolean> {
  return (await progressOf(deps)).anew;
}

interface Kept {
  readonly progress: CallSumsProgress;
  /** What an earlier reckoning left is nothing. */
  readonly kept: CallSums[];
}

export async function keptSums(
  deps: Pick<Deps, "store">,
  selection: Pick<Query<CallSums>, "where" | "from" | "to">,
): Promise<Kept> {
  const [progress, found] = await Promise.all([
    progressOf(deps),
    findAll(deps, callSums, { index: "byDay", ...selection }),
  ]);
  return { progress, kept: found.filter(({ reckoning }) => reckoning === progress.reckoning) };
}
