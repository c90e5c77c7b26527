import {
  carryAccount,
  type CarryLine,
  type Flaw,
} from "@warmline/shared/carryforwards/carry-line.ts";
import {
  carryChunkId,
  carryChunks,
  carryExceptions,
  carryForwards,
  type CarryChunk,
  type CarryForward,
} from "@warmline/shared/carryforwards/model.ts";
import { foldPlaces, type CarryPlace } from "@warmline/shared/carryforwards/place-sums.ts";
import { isReckoning } from "@warmline/shared/carryforwards/rules.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { accountStream } from "@warmline/shared/ledger/entry.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { readChunkFacts, type ChunkFacts } from "./chunk-reads.ts";

export interface ChunkInput {
  readonly runId: string;
  /** Neighbours by number; at least one. */
  readonly households: readonly Household[];
}

interface Carrying {
  readonly run: CarryForward;
  /** Null: somebody else has made the chunk. */
  readonly facts: ChunkFacts | null;
}

type CarryCode = "not-found" | "carry-not-working";

/**
 * 结转一块: a line for each account of the households, and what does not agree as exceptions, in one
 * commit. Accounts and entries are read as they are and held against nothing: what was booked by
 * the day moves no more. Refusals, in this order: `not-found`, `carry-not-working`.
 */
export const carryChunk = command({
  name: "carryforwards.carry-chunk",
  scope: "city",
  bulk: true,
  async load(reads, { runId, households }: ChunkInput): Promise<Result<Carrying, CarryCode>> {
    const run = await reads.get(carryForwards, runId);
    if (run === null) return refuse("not-found");
    if (!isReckoning(run)) return refuse("carry-not-working");
    const id = carryChunkId(runId, firstOf(households));
    if ((await reads.unguarded.get(carryChunks, id)) !== null) return ok({ run, facts: null });
    const facts = await readChunkFacts(reads.unguarded, run.previous, households);
    return ok({ run, facts });
  },
  decide({ run, facts }, { households }, _): Result<Decision<null>, CarryCode> {
    if (facts === null) return ok({ value: null, writes: [], subjects: [] });
    const carried = households.flatMap((household) => carryHousehold(run, facts, household));
    const lines = carried.flatMap(({ household, line }) =>
      line === null ? [] : [{ place: placeOf(household), line }],
    );
    const sums = foldPlaces(
      lines.map(({ place, line: { rows } }) => ({ ...place, accounts: 1, rows })),
    );
    const exceptions = carried.flatMap((one) => exceptionsOf(run, one));
    const first = firstOf(households);
    const chunk = {
      id: carryChunkId(run.id, first),
      runId: run.id,
      first,
      last: households.at(-1)?.number ?? first,
      households: households.length,
      accounts: lines.length,
      exceptions: exceptions.length,
      lines: lines.map(({ line }) => line),
      placeOf: lines.map(({ place }) => sums.findIndex((sum) => samePlace(sum, place))),
      sums,
    } satisfies Omit<CarryChunk, "rev">;
    return ok({
      value: null,
      writes: [
        insert(carryChunks, chunk),
        ...exceptions.map((one) => insert(carryExceptions, one)),
      ],
      subjects: [`carryForwards/${run.id}`],
    });
  },
});

function firstOf([first]: readonly Household[]): string {
  return first?.number ?? "";
}

interface CarriedAccount {
  readonly household: Household;
  readonly accountId: string;
  readonly line: CarryLine | null;
  readonly flaws: readonly Flaw[];
}

function carryHousehold(
  { day }: CarryForward,
  { accountIds, accounts, before, entries }: ChunkFacts,
  household: Household,
): CarriedAccount[] {
  return (accountIds.get(household.id) ?? []).map((accountId) => ({
    household,
    accountId,
    ...carryAccount({
      accountId,
      account: accounts.get(accountId) ?? null,
      before: before.get(accountId),
      entries: entries.get(accountStream(accountId)) ?? [],
      day,
    }),
  }));
}

function placeOf({ place, address }: Household): CarryPlace {
  const { branchId, stationId, buildingId } = place;
  return { branchId, stationId, buildingId, community: address.community };
}

function samePlace(one: CarryPlace, other: CarryPlace): boolean {
  return (
    one.buildingId === other.buildingId &&
    one.community === other.community &&
    one.stationId === other.stationId &&
    one.branchId === other.branchId
  );
}

function exceptionsOf(
  { id: runId }: CarryForward,
  { household, accountId, flaws }: CarriedAccount,
) {
  const { id: householdId, number, place } = household;
  const of = { runId, accountId, householdId, number, branchId: place.branchId };
  return flaws.map((flaw, at) => ({ id: `${runId}/${accountId}/${at + 1}`, ...of, flaw }));
}
