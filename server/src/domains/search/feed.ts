import { setTimeout as sleep } from "node:timers/promises";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Anchor, LogEntry } from "@warmline/shared/store/port.ts";
import { SearchUnavailable, type Change } from "@warmline/search/port.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Searchable } from "../../platform/search/searchable.ts";
import { anchorOf, isInLog } from "../../platform/stores/anchor-of.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";

type Feeding = Pick<Deps, "store" | "search" | "log">;

const PAGE = 500;
const BATCH = 256;
/** Commits in which nothing is searched are told to the index so many at a time. */
const KEPT_EACH = 1_000;
/** How often it is asked whether the index is still there, and how long after a failure. */
const WATCH_MS = 2_000;

/**
 * Feeds the index from the log, on every node, from the commit that it knows; where there is no
 * index, or one of another past (a store that was restored), one is built. Ends with `signal`.
 */
export async function feedSearch(
  deps: Feeding,
  searchables: readonly Searchable[],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const from = (await known(deps)) ?? (await build(deps, searchables, signal));
      await follow(deps, searchables, from, signal);
    } catch (error) {
      if (signal.aborted) return;
      deps.log.warn({ err: error }, "search: the index is not fed");
      await pause(signal);
    }
  }
}

/** The commit that the index knows, if it is one of this store's past. */
async function known({ store, search }: Feeding): Promise<Anchor | null> {
  const anchor = await search.anchor();
  return anchor !== null && (await isInLog(store, anchor)) ? anchor : null;
}

/** Everything that there is, and what was written meanwhile; only then is it used. */
async function build(
  { store, search, log }: Feeding,
  searchables: readonly Searchable[],
  signal: AbortSignal,
): Promise<Anchor> {
  const building = await search.build();
  try {
    let anchor = await store.anchor();
    let count = 0;
    for (const one of searchables) {
      const { collection, key } = one;
      for await (const page of findPages(store, collection, { index: key }, PAGE)) {
        signal.throwIfAborted();
        const changes = await changesOf({ store }, one, page, []);
        await building.write(changes, anchor.position);
        count += changes.length;
      }
    }
    for (;;) {
      const batch = await store.read(anchor.position, BATCH);
      if (batch.length === 0) break;
      signal.throwIfAborted();
      anchor = anchorOf(batch.at(-1)!);
      await building.write(await changesIn({ store }, searchables, batch), anchor.position);
    }
    await building.finish(anchor);
    log.info({ count, position: anchor.position }, "search: the index is built");
    return anchor;
  } catch (error) {
    await building.abandon();
    throw error;
  }
}

/** Until the index is lost or the process ends. */
async function follow(
  { store, search }: Feeding,
  searchables: readonly Searchable[],
  { position }: Anchor,
  signal: AbortSignal,
): Promise<void> {
  let keptAt = position;
  const follower = store.follow(
    position,
    async (batch) => {
      const changes = await changesIn({ store }, searchables, batch);
      const anchor = anchorOf(batch.at(-1)!);
      if (changes.length === 0 && anchor.position - keptAt < KEPT_EACH) return;
      await search.write(changes, anchor);
      keptAt = anchor.position;
    },
    { name: "search" },
  );
  try {
    do await pause(signal);
    while (!signal.aborted && !(await isLost(search)));
  } finally {
    await follower.stop();
  }
}

async function isLost(search: Deps["search"]): Promise<boolean> {
  try {
    return (await search.anchor()) === null;
  } catch (error) {
    // Out of reach is not lost.
    if (error instanceof SearchUnavailable) return false;
    throw error;
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(WATCH_MS, undefined, { signal }).catch(() => {});
}

async function changesIn(
  reading: Pick<Deps, "store">,
  searchables: readonly Searchable[],
  batch: readonly LogEntry[],
): Promise<Change[]> {
  const all = await Promise.all(
    searchables.map(async (one) => {
      const { collection } = one;
      const ids = writtenIds(batch, collection);
      const told = await telling(reading, one, batch);
      const own = ids.length === 0 ? [] : await reading.store.getMany(collection, ids);
      const documents = new Map([...told, ...own].map((document) => [document.id, document]));
      const asked = [...new Set([...ids, ...documents.keys()])];
      return asked.length === 0 ? [] : changesOf(reading, one, [...documents.values()], asked);
    }),
  );
  return all.flat();
}

/** Those whose entries tell of something else that was written: a case of its household. */
async function telling(
  reading: Pick<Deps, "store">,
  { tellsOf }: Searchable,
  batch: readonly LogEntry[],
): Promise<readonly Stored[]> {
  if (tellsOf === undefined) return [];
  const ids = writtenIds(batch, tellsOf.collection);
  return ids.length === 0 ? [] : tellsOf.documents(reading, ids);
}

/** What is found of these documents, and of the ids nothing for what is left out. */
async function changesOf(
  reading: Pick<Deps, "store">,
  one: Searchable,
  documents: readonly Stored[],
  ids: readonly string[],
): Promise<Change[]> {
  const { kind, entries } = one;
  const found = await entries(reading, documents);
  const there = new Set(found.map(({ id }) => id));
  const gone = ids.filter((id) => !there.has(id));
  return [...found.map((entry) => ({ kind, entry })), ...gone.map((id) => ({ kind, gone: id }))];
}
