import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** Those of these documents that there are, by their ids, in one round trip. */
export async function documentsById<D extends Stored>(
  store: Pick<Store, "getMany">,
  collection: Collection<D>,
  ids: Iterable<string>,
): Promise<Map<string, D>> {
  const found = await store.getMany(collection, [...new Set(ids)]);
  return new Map(found.map((one) => [one.id, one]));
}
