import type { TestServer } from "@warmline/server/testing.ts";
import {
  carryBranches,
  carryBranchId,
  carryChunkId,
  carryChunks,
  carryExceptions,
  carryForwards,
  carryLines,
} from "@warmline/shared/carryforwards/model.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";

/** A carry-forward of this household alone, whose line does not add up. */
export async function carryForward(
  { deps }: TestServer,
  { id: householdId, number, place, address }: Household,
): Promise<string> {
  const runId = "carry-1";
  const { branchId, stationId, buildingId } = place;
  const sum = { branchId, stationId, buildingId, community: address.community };
  const building = { ...sum, accounts: 1, rows: [] };
  const at = deps.clock.now();
  const statement = { at, toPosition: 1, accounts: 1, exceptions: 1, hash: "" };
  const flaw = { code: "does-not-add-up", season: "", entryIds: [] } as const;
  const chunkId = carryChunkId(runId, number);
  await deps.store.commit([
    insert(carryForwards, {
      id: runId,
      day: "2020-12-31",
      previous: null,
      state: "reckoned",
      askedAt: at,
      begun: { at, byId: "c", byName: "c" },
      reach: 1,
      fromPosition: 1,
      statement: { ...statement, branches: [{ branchId, accounts: 1, rows: [] }] },
    }),
    insert(carryChunks, {
      id: chunkId,
      runId,
      first: number,
      last: number,
      households: 1,
      accounts: 1,
      exceptions: 1,
      sums: [building],
      digests: "",
    }),
    insert(carryLines, {
      id: chunkId,
      lines: [{ accountId: householdId, seq: 1, rows: [] }],
      placeOf: [0],
    }),
    insert(carryBranches, {
      id: carryBranchId(runId, branchId),
      runId,
      branchId,
      buildings: [{ ...building, chunks: [chunkId] }],
    }),
    insert(carryExceptions, {
      id: `${runId}/${householdId}/1`,
      runId,
      accountId: householdId,
      householdId,
      number,
      branchId,
      flaw,
    }),
  ]);
  return runId;
}
