import { createHash } from "node:crypto";
import {
  carryChunks,
  type CarryBuilding,
  type CarryStatement,
} from "@warmline/shared/carryforwards/model.ts";
import { foldPlaces, sumOf, type PlaceSum } from "@warmline/shared/carryforwards/place-sums.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { findPages } from "../../platform/stores/find-pages.ts";

/** Chunk documents held at a time: some 6 kB each. */
const CHUNKS_AT_ONCE = 100;

/** What all chunks come to. */
export interface Summed extends Omit<CarryStatement, "at" | "toPosition"> {
  /** Of each branch its buildings. */
  readonly buildings: ReadonlyMap<string, readonly CarryBuilding[]>;
}

/**
 * Adds the chunks up and hashes their lines' digests, in the order of household numbers: the same
 * lines give the same hash, wherever the chunks are cut.
 */
export async function sumChunks(store: Pick<Store, "find">, runId: string): Promise<Summed> {
  const hash = createHash("sha256");
  const sums: CarryBuilding[] = [];
  let [accounts, exceptions, last] = [0, 0, ""];
  const query = { index: "byFirst", where: { runId } };
  for await (const page of findPages(store, carryChunks, query, CHUNKS_AT_ONCE)) {
    for (const chunk of page) {
      assert(chunk.first > last, `chunk ${chunk.id} begins before ${last}`);
      last = chunk.last;
      accounts += chunk.accounts;
      exceptions += chunk.exceptions;
      sums.push(...chunk.sums.map((sum) => ({ ...sum, chunks: [chunk.id] })));
      hash.update(chunk.digests);
    }
  }
  const buildings = Map.groupBy(foldBuildings(sums), ({ branchId }) => branchId);
  return {
    accounts,
    exceptions,
    branches: [...buildings].map(([branchId, own]) => ({ branchId, ...sumOf(own) })),
    hash: hash.digest("hex"),
    buildings,
  };
}

function foldBuildings(all: readonly CarryBuilding[]): CarryBuilding[] {
  const chunksOf = new Map<string, string[]>();
  for (const one of all) {
    const known = chunksOf.get(buildingKey(one)) ?? [];
    chunksOf.set(buildingKey(one), [...known, ...one.chunks]);
  }
  return foldPlaces(all).map((sum) => ({ ...sum, chunks: chunksOf.get(buildingKey(sum)) ?? [] }));
}

function buildingKey({ branchId, stationId, buildingId, community }: PlaceSum): string {
  return [branchId, stationId, buildingId, community].join("/");
}
