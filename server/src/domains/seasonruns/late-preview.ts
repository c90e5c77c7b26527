import type { Household, Season } from "@warmline/shared/households/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { totalFen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { accounts, type AccountState } from "@warmline/shared/ledger/account.ts";
import type { RunTotal, SeasonRun } from "@warmline/shared/seasonruns/model.ts";
import { classOf } from "@warmline/shared/seasonruns/totals.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readLateChunk, reckonLateFee, type LateChunk } from "../ledger/index.ts";
import { exceptionOf } from "./exception.ts";
import type { Looked } from "./looked.ts";

/** Of these households those who are overdue with something of the season, as they are now. */
export async function readOverdue(
  { unguarded }: Reads,
  season: Season,
  page: readonly Household[],
): Promise<LateChunk> {
  const ids = page.map(({ id }) => id);
  const states = await unguarded.getMany(accounts, ids);
  const overdue = states.filter((account) => owesOf(account, season.id)).map(({ id }) => id);
  return readLateChunk(unguarded, { unguarded }, season, overdue);
}

function owesOf({ items }: AccountState, season: string): boolean {
  return items.some((item) => item.season === season && item.fee !== "late-fee");
}

/** 违约金试算: what a household would be charged, beside what it was charged before. */
export function lookAtLate(
  { run, late, until }: { readonly run: SeasonRun; readonly late: LateChunk; until: CityDate },
  household: Household,
  moment: Pick<Moment, "nextId">,
): Looked {
  const reckoned = reckonLateFee(late, until, household.id, moment);
  if (!reckoned.ok) {
    if (reckoned.code === "not-found" || reckoned.code === "nothing-accrued") return {};
    const total = { ...totalOf(household), exceptions: 1 };
    return { total, exception: exceptionOf(run, household, reckoned, "preview") };
  }
  const { amountFen } = reckoned;
  const alreadyFen = lateFen(late.accounts.get(household.id), run.season);
  const already = { alreadyHouseholds: alreadyFen === 0 ? 0 : 1, alreadyFen };
  const total = { ...totalOf(household), households: 1, amountFen, ...already };
  return { total, row: { householdId: household.id, amountFen } };
}

/** Charged before, net of what was reversed. */
export function lateFen(account: AccountState | undefined, season: string) {
  const sums = account?.sums ?? [];
  const own = sums.filter((sum) => sum.season === season && sum.fee === "late-fee");
  return totalFen(own.map((sum) => sum.chargedFen));
}

function totalOf({ place, spaces }: Household): RunTotal {
  return {
    branchId: place.branchId,
    priceClass: classOf(spaces),
    households: 0,
    areaMilli: areaMilli(0),
    amountFen: ZERO_FEN,
    alreadyHouseholds: 0,
    alreadyFen: ZERO_FEN,
    exceptions: 0,
    lastHouseholds: 0,
    lastFen: ZERO_FEN,
  };
}
