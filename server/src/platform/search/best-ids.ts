import type { Actor } from "@warmline/shared/access/actor.ts";
import type { SearchLevel } from "@warmline/shared/search/kinds.ts";
import { mapOk, type Result } from "@warmline/shared/kernel/result.ts";
import type { Sought, SearchIndex } from "@warmline/search/port.ts";
import type { Searchable } from "./searchable.ts";
import { unlessAway } from "./unless-away.ts";

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
  const sought = { kind, ...asked, where: [...within(actor), ...where] };
  const best = await unlessAway(() => search.best(sought));
  return mapOk(best, ({ hits, more, level }) => ({ ids: hits.map(({ id }) => id), more, level }));
}
