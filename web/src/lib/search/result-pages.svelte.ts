import { searchPage, type SearchPage } from "@warmline/shared/search/api.ts";
import {
  FACETS_OF,
  SEARCH_KINDS,
  type SearchFacet,
  type SearchKind,
} from "@warmline/shared/search/kinds.ts";
import { call } from "../call.ts";
import { Pages } from "../pages.svelte.ts";

/** What the address of the result page asks for. */
export interface SearchAsked {
  readonly kind: SearchKind;
  readonly q: string;
  readonly only: Readonly<Partial<Record<SearchFacet, string>>>;
}

export type Query = Pick<URLSearchParams, "get">;

export function askedIn(query: Query): SearchAsked {
  const kind = SEARCH_KINDS.find((one) => one === query.get("kind")) ?? SEARCH_KINDS[0];
  const only = FACETS_OF[kind].flatMap((facet) => {
    const value = query.get(facet);
    return value === null ? [] : [[facet, value] as const];
  });
  return { kind, q: query.get("q") ?? "", only: Object.fromEntries(only) };
}

export function addressOf({ kind, q, only }: SearchAsked): string {
  return `/console/search?${new URLSearchParams({ kind, q, ...only }).toString()}`;
}

export class ResultPages extends Pages<SearchAsked, SearchPage> {
  constructor() {
    super((query, signal) => call(searchPage, { body: query, signal }));
  }
}
