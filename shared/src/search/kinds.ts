/** What can be found in the one box, in the order in which it is shown. */
export const SEARCH_KINDS = ["household", "case", "incident", "knowledge"] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** How much had to be forgiven: nothing, that words stand apart, or a typo. */
export const SEARCH_LEVELS = ["typed", "words", "forgiven"] as const;
