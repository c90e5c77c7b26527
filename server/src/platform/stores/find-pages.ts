import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { FIND_LIMIT_MAX, type Query, type Store } from "@warmline/shared/store/port.ts";

/**
 * Every document that a selection finds, page by page: for what must not be cut short and is small
 * by its nature (a hall's day, a branch's people). Lists that grow without end are paged to the
 * caller instead. Not for each-indexes (`phones[]`), which cannot be paged.
 */
export async function findAll<D extends Stored>(
  { store }: { readonly store: Pick<Store, "find"> },
  collection: Collection<D>,
  query: Omit<Query<D>, "limit" | "after">,
  pageSize = FIND_LIMIT_MAX,
): Promise<D[]> {
  const pages: D[][] = [];
  for await (const page of findPages(store, collection, query, pageSize)) pages.push(page);
  return pages.flat();
}

/** The same page by page, for what is too much to hold at once; no page is empty. */
export async function* findPages<D extends Stored>(
  store: Pick<Store, "find">,
  collection: Collection<D>,
  query: Omit<Query<D>, "limit" | "after">,
  pageSize: number,
): AsyncGenerator<D[]> {
  for (let after: D | undefined; ;) {
    const start = after === undefined ? {} : { after };
    const page = await store.find(collection, { ...query, limit: pageSize, ...start });
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    after = page.at(-1);
  }
}
