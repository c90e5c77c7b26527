import type { Actor } from "@warmline/shared/access/actor.ts";
import type { SearchLevel } from "@warmline/shared/search/kinds.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { SearchUnavailable, type Sought, type SearchIndex } from "@warmline/search/port.ts";
import type { Searchable } from "./searchable.ts";

interface BestIds {
  /** What matches best first. */
  readonly ids: readonly string[];
  readonly more: boolean;
  readonly level: SearchLevel;
}

type Asked = Pick<Sought, "typed" | "limit"> & Partial<Pick<Sought, "where">>;

/**
 * The best of one kind that an actor may see, by the ids of their documents, for a list that shows
 * them as they are now. Refusal: `search-unavailable`.
 */
export async function bestIds(
  search: Pick<SearchIndex, "best">,
  { kind, where: within }: Pick<Searchable<never>, "kind" | "where">,
  actor: Actor,
  { where = [], ...asked }: Asked,
): Promise<Result<BestIds, "search-unavailable">> {
  try {
    const best = await search.best({ kind, ...asked, where: [...within(actor), ...where] });
    return ok({ ids: best.hits.map(({ id }) => id), more: best.more, level: best.level });
  } catch (error) {
    if (error instanceof SearchUnavailable) return refuse("search-unavailable");
    throw error;
  }
}
