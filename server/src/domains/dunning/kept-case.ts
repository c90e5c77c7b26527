import { dunningCases, type DunningCase } from "@warmline/shared/dunning/model.ts";
import { lastOf, type DunningStanding } from "@warmline/shared/dunning/standing.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { put, type Write } from "@warmline/shared/store/write.ts";
import { standingOn, type Dunned } from "./on-account.ts";

/** What is kept of an account's dunning for the work list, where it is otherwise than before. */
export function keptCase(dunned: Dunned, today: CityDate): Write[] {
  const { account, household, stored } = dunned;
  const standing = standingOn(dunned, today);
  // Whoever never was late has no record of it.
  if (stored === null && standing.since === undefined && dunned.events.length === 0) return [];
  const { branchId } = household.place;
  const named = { id: account.id, householdId: household.id, branchId };
  const { task } = standing.valve;
  const since = stored?.valve === task ? (stored?.valveSince ?? today) : today;
  const valve = task === undefined ? {} : { valve: task, valveSince: since };
  const next = { ...caseOf(named, standing), ...valve };
  return stored !== null && isSame(stored, next) ? [] : [put(dunningCases, stored, next)];
}

type Named = Pick<DunningCase, "id" | "householdId" | "branchId">;

function caseOf(named: Named, { overdueFen, since, next, taken }: DunningStanding) {
  const last = lastOf(taken);
  return {
    ...named,
    overdueFen,
    ...(since === undefined ? {} : { since }),
    ...(next === undefined ? {} : { nextKind: next.kind }),
    ...(next?.from === undefined ? {} : { nextFrom: next.from }),
    ...(last === undefined ? {} : { lastKind: last.fact.step, lastOn: last.on }),
  } satisfies Body<DunningCase>;
}

const TOLD = [
  "householdId",
  "branchId",
  "overdueFen",
  "since",
  "nextKind",
  "nextFrom",
  "valve",
  "valveSince",
  "lastKind",
  "lastOn",
] as const satisfies readonly (keyof DunningCase)[];

function isSame(stored: DunningCase, next: Body<DunningCase>): boolean {
  return TOLD.every((field) => stored[field] === next[field]);
}
