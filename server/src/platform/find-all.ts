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
  for (let after: D | undefined; ;) {
    const page = await store.find(collection, {
      ...query,
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    pages.push(page);
    after = page.at(-1);
    if (page.length < pageSize) return pages.flat();
  }
}
