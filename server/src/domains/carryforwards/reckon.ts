import { hash } from "node:crypto";
import {
  carryAccount,
  type CarryLine,
  type Flaw,
} from "@warmline/shared/carryforwards/carry-line.ts";
import {
  carryChunkId,
  LINE_DIGEST,
  type CarryChunk,
  type CarryException,
  type CarryForward,
  type CarryLines,
} from "@warmline/shared/carryforwards/model.ts";
import { foldPlaces, type CarryPlace } from "@warmline/shared/carryforwards/place-sums.ts";
import { accountStream } from "@warmline/shared/ledger/entry.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import {
  readChunkFacts,
  type CarryHousehold,
  type ChunkFacts,
  type Reading,
} from "./chunk-reads.ts";

export interface ReckonInput {
  readonly run: Pick<CarryForward, "id" | "day" | "previous">;
  /** Neighbours by number; at least one. */
  readonly households: readonly CarryHousehold[];
}

/** A document as its JSON, which is written as it is, whichever thread made it. */
export interface MadeDocument {
  readonly id: string;
  readonly text: string;
}

export interface Reckoned {
  readonly chunk: MadeDocument;
  readonly lines: MadeDocument;
  readonly exceptions: readonly MadeDocument[];
}

export type Reckon = (input: ReckonInput) => Promise<Reckoned>;

/** 核算一块: a line for each account that has entries by the day, and what does not agree. */
export async function reckonChunk(
  store: Reading,
  { run, households }: ReckonInput,
): Promise<Reckoned> {
  const facts = await readChunkFacts(store, run.previous, households);
  const carried = households.flatMap((household) => carryHousehold(run, facts, household));
  const lines = carried.flatMap(({ household, line }) =>
    line === null ? [] : [{ place: placeOf(household), line }],
  );
  const sums = foldPlaces(
    lines.map(({ place, line: { rows } }) => ({ ...place, accounts: 1, rows })),
  );
  const exceptions = carried.flatMap((one) => exceptionsOf(run.id, one));
  const first = households[0]?.number ?? "";
  const id = carryChunkId(run.id, first);
  const chunk: Body<CarryChunk> = {
    id,
    runId: run.id,
    first,
    last: households.at(-1)?.number ?? first,
    households: households.length,
    accounts: lines.length,
    exceptions: exceptions.length,
    sums,
    digests: lines.map(({ line }) => lineDigest(line)).join(""),
  };
  const own: Body<CarryLines> = {
    id,
    lines: lines.map(({ line }) => line),
    placeOf: lines.map(({ place }) => sums.findIndex((sum) => samePlace(sum, place))),
  };
  return { chunk: made(chunk), lines: made(own), exceptions: exceptions.map(made) };
}

function lineDigest(line: CarryLine): string {
  return hash("sha256", JSON.stringify(line), "base64url").slice(0, LINE_DIGEST);
}

function made(document: { readonly id: string }): MadeDocument {
  return { id: document.id, text: JSON.stringify(document) };
}

interface CarriedAccount {
  readonly household: CarryHousehold;
  readonly accountId: string;
  readonly line: CarryLine | null;
  readonly flaws: readonly Flaw[];
}

function carryHousehold(
  { day }: ReckonInput["run"],
  { accountIds, accounts, before, entries }: ChunkFacts,
  household: CarryHousehold,
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

function placeOf({ branchId, stationId, buildingId, community }: CarryHousehold): CarryPlace {
  return { branchId, stationId, buildingId, community };
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
  runId: string,
  { household, accountId, flaws }: CarriedAccount,
): Body<CarryException>[] {
  const { id: householdId, number, branchId } = household;
  const of = { runId, accountId, householdId, number, branchId };
  return flaws.map((flaw, at) => ({ id: `${runId}/${accountId}/${at + 1}`, ...of, flaw }));
}
