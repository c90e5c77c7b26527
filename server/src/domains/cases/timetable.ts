import { seasons } from "@warmline/shared/households/model.ts";
import type { Timetable } from "@warmline/shared/cases/policy.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { holdingPolicy } from "./policies.ts";
import { cityCalendar } from "./work-calendar.ts";

/** This season and the next, where that is entered. */
const SEASONS = 2;

/** All by which deadlines are set, as it stands. */
export async function timetable(reads: Pick<Reads, "get" | "find">): Promise<Timetable> {
  const [policy, calendar, newest] = await Promise.all([
    holdingPolicy(reads),
    cityCalendar(reads),
    reads.find(seasons, { index: "byFrom", where: {}, order: "descending", limit: SEASONS }),
  ]);
  return { policy, calendar, seasons: newest };
}
