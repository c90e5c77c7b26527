/** What can be found in the one box, in the order in which it is shown. */
export const SEARCH_KINDS = [
  "household",
  "customer",
  "case",
  "incident",
  "call",
  "conversation",
  "receipt",
  "knowledge",
  "place",
  "staff",
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/**
 * How much had to be forgiven: all as it was typed; its words one by one, wherever they stand; or
 * one typo a word.
 */
export const SEARCH_LEVELS = ["typed", "words", "forgiven"] as const;
export type SearchLevel = (typeof SEARCH_LEVELS)[number];

/** More than anybody types by hand; what is longer is not looked for. */
export const SOUGHT_MAX = 80;
