import { isDeepStrictEqual } from "node:util";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { Guard, Query, Store } from "@warmline/shared/store/port.ts";
import type { Write } from "@warmline/shared/store/write.ts";

/**
 * How a command reads what it decides on. Everything it is answered, absent documents too, is held
 * against the commit: when another writer was there first, the command decides anew.
 */
export interface Reads {
  get<D extends Stored>(collection: Collection<D>, id: string): Promise<D | null>;
  /** In the order of `ids`; missing ones are left out. */
  getMany<D extends Stored>(collection: Collection<D>, ids: readonly string[]): Promise<D[]>;
  find<D extends Stored>(collection: Collection<D>, query: Query<D>): Promise<D[]>;
  /** Not held against the commit: for what may be out of date without harm. */
  readonly unguarded: Pick<Store, "get" | "getMany" | "find" | "count" | "group">;
}

export interface GuardedReads extends Reads {
  /** What a commit of these writes must still find; a document that is written guards itself. */
  guards(writes: readonly Write[]): Guard[];
  /** Whether anything that was read is another by now: a refusal would rest on two moments. */
  moved(): Promise<boolean>;
}

export function guardedReads(store: Store): GuardedReads {
  const documents = new Map<string, Extract<Guard, { readonly id: string }>>();
  const finds: Guard[] = [];

  function saw(collection: Collection, id: string, rev: number): void {
    // The first sight counts: a later, newer one means that the commit must be refused.
    const key = `${collection.name}/${id}`;
    if (!documents.has(key)) documents.set(key, { collection, id, rev });
  }

  return {
    unguarded: store,
    async get(collection, id) {
      const document = await store.get(collection, id);
      saw(collection as Collection, id, document?.rev ?? 0);
      return document;
    },
    async getMany(collection, ids) {
      const found = await store.getMany(collection, ids);
      const revs = new Map(found.map(({ id, rev }) => [id, rev]));
      for (const id of ids) saw(collection as Collection, id, revs.get(id) ?? 0);
      return found;
    },
    async find(collection, query) {
      const found = await store.find(collection, query);
      finds.push({
        collection: collection as Collection,
        query: query as Query,
        found: found.map(({ id, rev }) => ({ id, rev })),
      });
      return found;
    },
    guards(writes) {
      const written = new Map(
        writes.map(({ collection, id, readRev }) => [`${collection.name}/${id}`, readRev]),
      );
      const unwritten = [...documents].filter(([key, { rev }]) => written.get(key) !== rev);
      return [...unwritten.map(([, guard]) => guard), ...finds];
    },
    async moved() {
      const seen = [...documents.values(), ...finds];
      const still = await Promise.all(seen.map((guard) => holds(store, guard)));
      return still.includes(false);
    },
  };
}

async function holds(store: Store, guard: Guard): Promise<boolean> {
  if ("id" in guard) return ((await store.get(guard.collection, guard.id))?.rev ?? 0) === guard.rev;
  const now = await store.find(guard.collection, guard.query);
  return isDeepStrictEqual(
    now.map(({ id, rev }) => ({ id, rev })),
    guard.found,
  );
}
