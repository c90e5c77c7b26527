import type { TestServer } from "@warmline/server/testing.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { exceptionId, runExceptions, seasonRuns } from "@warmline/shared/seasonruns/model.ts";
import { insert } from "@warmline/shared/store/write.ts";

/** A preview of a season that left this household out. */
export async function seasonRun(
  { deps }: TestServer,
  season: string,
  { id: householdId, number, place: { branchId } }: Household,
): Promise<string> {
  const id = `run-${season}`;
  const askedAt = deps.clock.now();
  const run = {
    id,
    season,
    lastSeason: null,
    branchIds: [branchId],
    state: "previewed",
    askedAt,
    begun: { at: askedAt, byId: "c", byName: "c" },
    basis: { seasonRev: 1, prices: [], rules: [] },
    reach: 1,
    fromPosition: 1,
  } as const;
  const left = { runId: id, householdId, number, branchId, code: "no-tariff", during: "preview" };
  const exception = { id: exceptionId(id, householdId), ...left } as const;
  await deps.store.commit([
    insert(seasonRuns, run),
    insert(runExceptions, { ...exception, during: "preview" }),
  ]);
  return id;
}
