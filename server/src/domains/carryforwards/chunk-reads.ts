import type { CarryLine } from "@warmline/shared/carryforwards/carry-line.ts";
import {
  carryChunks,
  carryLines,
  type CarryForward,
} from "@warmline/shared/carryforwards/model.ts";
import type { CarryPlace } from "@warmline/shared/carryforwards/place-sums.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { accounts, type AccountState } from "@warmline/shared/ledger/account.ts";
import {
  accountStream,
  entries,
  type Entry,
  type StreamId,
} from "@warmline/shared/ledger/entry.ts";
import { formerAccountIds } from "@warmline/shared/ledger/holder-account.ts";
import { FIND_LIMIT_MAX, type Store } from "@warmline/shared/store/port.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/** What of a household is carried forward: a thread is handed no more. */
export type CarryHousehold = Pick<Household, "id" | "number" | "formerHolders"> & CarryPlace;

export type Reading = Pick<Store, "find" | "getMany">;

/** All that the lines of some households are made from. */
export interface ChunkFacts {
  /** Of each household its present holder's account, then those of former holders. */
  readonly accountIds: ReadonlyMap<string, readonly string[]>;
  readonly accounts: ReadonlyMap<string, AccountState>;
  readonly before: ReadonlyMap<string, CarryLine>;
  readonly entries: ReadonlyMap<StreamId, readonly Entry[]>;
}

/** Of neighbours by number, in order; none is no chunk. */
export async function readChunkFacts(
  store: Reading,
  previous: CarryForward["previous"],
  households: readonly CarryHousehold[],
): Promise<ChunkFacts> {
  const accountIds = new Map(
    households.map((one) => [one.id, [one.id, ...formerAccountIds(one)]] as const),
  );
  const ids = [...accountIds.values()].flat();
  // Accounts first: an entry that comes meanwhile is then later than its account and not counted.
  const found = await store.getMany(accounts, ids);
  const accountOf = new Map(found.map((one) => [one.id, one]));
  const before = previous === null ? new Map() : await linesBefore(store, previous.id, households);
  const since = (id: string) => before.get(id)?.seq ?? 0;
  const moved = ids.filter((id) => (accountOf.get(id)?.seq ?? Infinity) > since(id));
  return {
    accountIds,
    accounts: accountOf,
    before,
    entries: await entriesSince(store, moved, since),
  };
}

/**
 * The lines of the carry-forward before. Its chunks may be cut elsewhere: of those that begin by
 * the first household the newest, and all that begin among them. A blank comes before every digit.
 */
async function linesBefore(
  store: Reading,
  runId: string,
  households: readonly CarryHousehold[],
): Promise<Map<string, CarryLine>> {
  const [first = "", last = ""] = [households[0]?.number, households.at(-1)?.number];
  const [from, to] = [`${first} `, `${last} `];
  const query = { index: "byFirst", where: { runId } };
  const [begun, among] = await Promise.all([
    store.find(carryChunks, { ...query, to: from, order: "descending", limit: 1 }),
    store.find(carryChunks, { ...query, from, to, limit: FIND_LIMIT_MAX }),
  ]);
  const ids = [...begun, ...among].map(({ id }) => id);
  const found = await store.getMany(carryLines, ids);
  return new Map(found.flatMap(({ lines }) => lines.map((line) => [line.accountId, line])));
}

/** Of accounts that stood equally far one find, so that nothing older is read. */
async function entriesSince(
  store: Reading,
  ids: readonly string[],
  since: (id: string) => number,
): Promise<Map<StreamId, Entry[]>> {
  const found = await Promise.all(
    [...Map.groupBy(ids, since)].map(([seq, some]) => {
      const where = { streamId: some.map(accountStream) };
      return findAll({ store }, entries, { index: "seq", where, from: seq + 1 });
    }),
  );
  return Map.groupBy(found.flat(), ({ streamId }) => streamId);
}
