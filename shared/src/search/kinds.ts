/** What can be found in the one box, in the order in which it is shown. */
export const SEARCH_KINDS = [
  "household",
  "customer",
  "case",
  "incident",
  "call",
  "conversation",
  "receipt",
  "refund",
  "knowledge",
  "place",
  "staff",
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** 分面: by what all of a kind are counted and narrowed. */
export const SEARCH_FACETS = ["state", "category", "branch", "month", "kind", "active"] as const;
export type SearchFacet = (typeof SEARCH_FACETS)[number];

/** Which a kind has; each entry has one value of the first, by which they are counted in all. */
export const FACETS_OF: Readonly<Record<SearchKind, readonly [SearchFacet, ...SearchFacet[]]>> = {
  household: ["branch"],
  customer: ["kind"],
  case: ["state", "category", "branch", "month"],
  incident: ["state", "month"],
  call: ["state", "month"],
  conversation: ["state", "month"],
  receipt: ["month"],
  refund: ["month"],
  knowledge: ["category", "kind"],
  place: ["kind"],
  staff: ["active"],
};

/**
 * How much had to be forgiven: all as it was typed; its words one by one, wherever they stand; or
 * one typo a word.
 */
export const SEARCH_LEVELS = ["typed", "words", "forgiven"] as const;
export type SearchLevel = (typeof SEARCH_LEVELS)[number];

/** More than anybody types by hand; what is longer is not looked for. */
export const SOUGHT_MAX = 80;

/** 置顶: so many each keeps. */
export const PINS_MAX = 20;
