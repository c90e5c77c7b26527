import { permits } from "@warmline/shared/access/permission.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { mapOk, type Result } from "@warmline/shared/kernel/result.ts";
import type { SearchGroup, SearchRow } from "@warmline/shared/search/api.ts";
import { SEARCH_LEVELS } from "@warmline/shared/search/kinds.ts";
import type { Hit } from "@warmline/search/port.ts";
import { excerpt } from "@warmline/search/excerpt.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Searchable } from "../../platform/search/searchable.ts";
import { unlessAway } from "../../platform/search/unless-away.ts";

/** So much of a long text is shown around what was found. */
const SHOWN_MAX = 120;

interface Asked {
  readonly q: string;
  readonly limit: number;
}

/**
 * The best of each kind that the actor may read, kinds in which less was forgiven first. Refusal:
 * `search-unavailable`.
 */
export async function findAll(
  { search }: Pick<Deps, "search">,
  searchables: readonly Searchable[],
  { actor }: Pick<Caller, "actor">,
  { q: typed, limit }: Asked,
): Promise<Result<{ groups: SearchGroup[] }, "search-unavailable">> {
  const readable = searchables.filter(({ permission }) => permits(actor, permission));
  const bestOf = async (one: Searchable): Promise<SearchGroup> => {
    const { kind } = one;
    const { hits, level, more } = await search.best({
      kind,
      typed,
      where: one.where(actor),
      limit,
    });
    return { kind, level, more, rows: hits.map((hit) => rowOf(hit, one)) };
  };
  const groups = await unlessAway(() => Promise.all(readable.map(bestOf)));
  return mapOk(groups, (all) => ({
    groups: all.filter(({ rows }) => rows.length > 0).toSorted(byLevel),
  }));
}

/** A near name in one kind does not stand before what was meant in another. */
function byLevel(one: SearchGroup, other: SearchGroup): number {
  return SEARCH_LEVELS.indexOf(one.level) - SEARCH_LEVELS.indexOf(other.level);
}

/** Of every field what was written; of long ones only where something was found. */
export function rowOf(
  { entry, ranges }: Pick<Hit, "entry" | "ranges">,
  { dated, masks = {} }: Searchable,
): SearchRow {
  const fields = entry.fields.map(({ name, text }, place) => {
    const marks = ranges.filter(({ field }) => field === place);
    const masked = masks[name]?.(text);
    if (masked === undefined) return { name, ...excerpt(text, marks, SHOWN_MAX) };
    // Not which of its figures were typed: they stand behind stars.
    const whole = { from: 0, to: masked.length };
    return { name, text: masked, marks: marks.length > 0 ? [whole] : [] };
  });
  return {
    id: entry.id,
    ...(dated === undefined ? {} : { at: instantOf(entry.order) }),
    fields: fields.map(({ marks, ...field }) => ({
      ...field,
      marks: marks.map(({ from, to }): [number, number] => [from, to]),
    })),
  };
}
