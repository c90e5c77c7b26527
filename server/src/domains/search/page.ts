import { permits } from "@warmline/shared/access/permission.ts";
import { mapOk, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { SearchPage } from "@warmline/shared/search/api.ts";
import { FACETS_OF, type SearchFacet, type SearchKind } from "@warmline/shared/search/kinds.ts";
import { COUNTED_MAX } from "@warmline/search/port.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Searchable } from "../../platform/search/searchable.ts";
import { unlessAway } from "../../platform/search/unless-away.ts";
import { rowOf } from "./find.ts";

interface Asked {
  readonly kind: SearchKind;
  readonly q: string;
  readonly only: Readonly<Partial<Record<SearchFacet, string>>>;
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * All of a kind that the actor may read, page by page. Refusals, in this order: `forbidden`,
 * `search-unavailable`.
 */
export async function findPage(
  { search }: Pick<Deps, "search">,
  searchables: readonly Searchable[],
  { actor }: Pick<Caller, "actor">,
  { kind, q: typed, only, after, limit }: Asked,
): Promise<Result<SearchPage, "forbidden" | "search-unavailable">> {
  const one = searchables.find((other) => other.kind === kind);
  if (one === undefined || !permits(actor, one.permission)) return refuse("forbidden");
  const narrowed = Object.entries(only).map(([facet, value]) => [`${facet}=${value}`]);
  const where = [...one.where(actor), ...narrowed];
  const facets = FACETS_OF[kind];
  const asked = { kind, typed, where, limit, after, facets };
  return mapOk(await unlessAway(() => search.page(asked)), (page) => {
    const count = Object.values(page.facets[facets[0]] ?? {}).reduce((sum, some) => sum + some, 0);
    return {
      kind,
      count,
      countedAll: count < COUNTED_MAX,
      level: page.level,
      rows: page.hits.map((hit) => rowOf(hit, one)),
      next: page.more ? (page.hits.at(-1)?.place ?? null) : null,
      facets: facets.map((facet) => ({ facet, values: counted(page.facets[facet]) })),
    };
  });
}

/** The most frequent first. */
function counted(counts: Readonly<Record<string, number>> = {}) {
  const values = Object.entries(counts).map(([value, count]) => ({ value, count }));
  return values.toSorted(
    (one, other) => other.count - one.count || (one.value < other.value ? -1 : 1),
  );
}
