import type { CollectionAnswer, CollectionRow } from "./api.ts";

/** A row of a report by what it is about: a node, or a household with its number and address. */
export type NodeRow = Pick<CollectionRow, "id" | "name" | "nameEn" | "number" | "address">;

/** What every report of nodes answers, beside its sums. */
export type NodeAnswer = Pick<
  CollectionAnswer,
  "position" | "behind" | "at" | "season" | "seasons" | "day" | "path" | "level" | "next"
> &
  Pick<CollectionAnswer, "disagreements">;

/** 一个采暖季的报表, as of a day: the whole, by price class, and by what lies below the node. */
export interface SeasonAnswer<Sums> extends NodeAnswer {
  readonly total: Sums;
  /** Each household is in one: of several classes in that of them all, joined by `+`. */
  readonly classes: readonly (Sums & { readonly priceClass: string })[];
  readonly rows: readonly (Sums & NodeRow)[];
}
