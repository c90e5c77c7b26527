import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";

interface Paging {
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string | undefined;
}

export interface NewestPage<D> {
  readonly rows: readonly D[];
  readonly next: string | null;
}

/**
 * A page of what is recorded behind requests, newest first, those of this moment included. What
 * `fits` leaves out may make it short, while `next` says where to go on. Refusals, in this order:
 * `out-of-scope`, `not-found` (`after` is no such record).
 */
export async function newestPage<D extends Stored>(
  { store, records }: Pick<Deps, "store" | "records">,
  actor: Actor,
  collection: Collection<D>,
  { limit, after: afterId }: Paging,
  {
    select,
    fits,
  }: { readonly select: (after: D | null) => Query<D>; readonly fits: (one: D) => boolean },
): Promise<Result<NewestPage<D>, "out-of-scope" | "not-found">> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  await records.flush();
  const after = afterId === undefined ? null : await store.get(collection, afterId);
  if (after === null && afterId !== undefined) return refuse("not-found");
  const found = await store.find(collection, { ...select(after), order: "descending", limit });
  const next = found.length === limit ? (found.at(-1)?.id ?? null) : null;
  return ok({ rows: found.filter(fits), next });
}
