import type { SearchLevel } from "@warmline/shared/search/kinds.ts";
import type { Anchor } from "@warmline/shared/store/port.ts";
import type { SearchEntry } from "./entry.ts";
import type { Range } from "./match.ts";

/** All tags of a list hold at once; of each inner list one. */
export type Where = readonly (readonly string[])[];

export interface Sought {
  readonly kind: string;
  readonly typed: string;
  readonly where: Where;
  readonly limit: number;
}

export interface Hit {
  readonly id: string;
  readonly entry: SearchEntry;
  readonly score: number;
  readonly ranges: readonly Range[];
  /** Where it stands in the order of its kind, for the page after it. */
  readonly place: string;
}

export interface Best {
  readonly hits: readonly Hit[];
  /** How much had to be forgiven for any to be found. */
  readonly level: SearchLevel;
  /** There are others. */
  readonly more: boolean;
}

export interface Page extends Best {
  /** Of each asked facet how many of the whole answer, up to `COUNTED_MAX`, have each value. */
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const COUNTED_MAX = 10_000;

/** What became of one entry of a kind: what it says now, or that it is gone. */
export type Change =
  | { readonly kind: string; readonly entry: SearchEntry }
  | { readonly kind: string; readonly gone: string };

/** A whole index made beside the one in use. */
export interface Building {
  write(changes: readonly Change[], position: number): Promise<void>;
  /** In one moment it takes the place of the one in use, which is gone. */
  finish(anchor: Anchor): Promise<void>;
  abandon(): Promise<void>;
}

/**
 * The index of what is searched. Two adapters, FTS5 and Elasticsearch, pass one contract suite.
 * Every method throws `SearchUnavailable` when the engine cannot be reached.
 */
export interface SearchIndex {
  /** The best of a kind, what matches better first; for lists as one types. */
  best(sought: Sought): Promise<Best>;
  /** All of a kind, the largest order first, page by page without gap or twice. */
  page(
    sought: Sought & { readonly after?: string | undefined; readonly facets: readonly string[] },
  ): Promise<Page>;
  /** The last commit that it knows; null: it is not there, or of another version, and is built. */
  anchor(): Promise<Anchor | null>;
  /**
   * What was read of the store when it had this commit at least. Idempotent; what was read earlier
   * does not take the place of what was read later. Seen by whoever asks next.
   */
  write(changes: readonly Change[], anchor: Anchor): Promise<void>;
  build(): Promise<Building>;
  close(): Promise<void>;
}

/** The index cannot be reached, or is lost: whoever reads says so, whoever feeds tries again. */
export class SearchUnavailable extends Error {
  override readonly name = "SearchUnavailable";
}

/** Of what an index is made: another one is built anew. */
export const INDEX_VERSION = 8;
