import type { Collection, Stored } from "./collection.ts";
import type { Write } from "./write.ts";

/**
 * What a decision was read from and must still stand when its commit is made, though the commit
 * does not write it: a document at its revision (0: it was not there), or a find with what it
 * answered, in order. A commit whose guards hold could have read everything at the moment in which
 * it is made.
 */
export type Guard =
  | { readonly collection: Collection; readonly id: string; readonly rev: number }
  | {
      readonly collection: Collection;
      readonly query: Query;
      readonly found: readonly { readonly id: string; readonly rev: number }[];
    };

/**
 * Why a commit was refused: the first write that lost, and to what, or a guard that no longer
 * holds. Nothing of the commit was written.
 */
export type Conflict =
  | { readonly kind: "rev"; readonly collection: string; readonly id: string }
  | {
      readonly kind: "unique";
      readonly collection: string;
      readonly id: string;
      readonly key: string;
    }
  /** `id` names the document, or else `index` the find. */
  | {
      readonly kind: "guard";
      readonly collection: string;
      readonly id?: string;
      readonly index?: string;
    };

export type CommitResult =
  | { readonly ok: true; readonly position: number }
  | { readonly ok: false; readonly conflict: Conflict };

export interface CommitOptions {
  /**
   * Part of a long run that nobody waits for: it goes behind every commit that is not, and may
   * share a transaction with others of its kind. Whoever makes many keeps several under way.
   */
  readonly bulk?: boolean;
}

/** One commit in the log: positions are 1, 2, 3 … without a gap. */
export interface LogEntry {
  readonly position: number;
  readonly writes: readonly {
    readonly collection: string;
    readonly id: string;
    readonly rev: number;
  }[];
  readonly seal: Seal;
}

/** Of a digest: 128 bits of SHA-256. */
export const DIGEST_BYTES = 16;

/**
 * What holds a commit fast: a digest of each text it wrote, in order, `DIGEST_BYTES` each, and the
 * hash over the hash of the commit before, this commit's position and writes, and the digests.
 * Nothing that was committed can be changed, taken away or slipped in without breaking the chain.
 */
export interface Seal {
  readonly hash: Uint8Array;
  readonly digests: Uint8Array;
}

/** The newest commit and its hash, hex; empty when it has none. It stands for all before it. */
export interface Anchor {
  readonly position: number;
  readonly hash: string;
}

export type Scalar = string | number | boolean;

/**
 * A find names a declared index or unique key. `where` gives the first fields (a list means any of
 * its values; one list at most), `from` (inclusive) and `to` (exclusive) bound the next field, and
 * the answer is sorted by the remaining fields of the index, then by id; what is missing or null
 * comes first and is in no range. `after` is the last document of the page before.
 * On an each-index (`phones[]`) `where` or the range is on the element; the order is by element,
 * then id, a document that matches twice comes once, and `after` is not allowed.
 */
export interface Query<D extends Stored = Stored> {
  readonly index: string;
  readonly where?: Readonly<Record<string, Scalar | readonly Scalar[]>>;
  readonly from?: Scalar;
  readonly to?: Scalar;
  readonly order?: "ascending" | "descending";
  /** At most this many; the store's own bound is `FIND_LIMIT_MAX`. */
  readonly limit?: number;
  readonly after?: D;
}

export type Selection = Pick<Query, "index" | "where" | "from" | "to">;

export const FIND_LIMIT_DEFAULT = 100;
export const FIND_LIMIT_MAX = 10_000;

/**
 * A row of `group`: the values of the `by` fields, how many documents, and the sums asked for. Rows
 * come sorted by their values; where nothing was found there is no row.
 */
export interface Group {
  readonly by: Readonly<Record<string, Scalar | null>>;
  readonly count: number;
  readonly sums: Readonly<Record<string, number>>;
}

export interface FollowOptions {
  /** As health and the process's log call it. */
  readonly name?: string;
  /**
   * A commit that could not be handled so many times is passed over: for what heals by itself, such
   * as a screen. Left out: never; it is tried again ever more slowly, and health tells of it.
   */
  readonly skipAfter?: number;
}

/** How a follower stands. */
export interface FollowerState {
  readonly name: string;
  /** The last position handled. */
  readonly position: number;
  /** The commit that it cannot get past, how often it has tried, and why; null: none. */
  readonly failing: {
    readonly position: number;
    readonly times: number;
    readonly message: string;
  } | null;
}

export interface Follower {
  /** The last position handled. */
  readonly position: number;
  /** Stops after the batch in hand. */
  stop(): Promise<void>;
}

/**
 * The document store with its log: a commit writes every document of one fact, or none.
 * Two adapters, SQLite and MongoDB, pass one contract suite (contract.ts).
 */
export interface Store {
  /**
   * Answers once the writes are durable. All guards and every revision a write builds on hold in
   * the very moment of the commit, against whatever other nodes commit. Refuses with the first
   * losing write in the order given, before guards. Throws `StoreUnavailable` when the engine
   * cannot be reached in time and nothing was written, `OutcomeUnknown` when it may have been.
   */
  commit(
    writes: readonly Write[],
    guards?: readonly Guard[],
    options?: CommitOptions,
  ): Promise<CommitResult>;
  get<D extends Stored>(collection: Collection<D>, id: string): Promise<D | null>;
  /** In the order of `ids`; missing ones are left out. One round trip. */
  getMany<D extends Stored>(collection: Collection<D>, ids: readonly string[]): Promise<D[]>;
  /** On declared indexes only: an undeclared one is a bug and throws. */
  find<D extends Stored>(collection: Collection<D>, query: Query<D>): Promise<D[]>;
  count(collection: Collection, selection: Selection): Promise<number>;
  /** How many documents the collection holds: it may count them one by one. */
  size(collection: Collection): Promise<number>;
  /** Counts and sums by fields; all stand in the named index, so that no document is read. */
  group(
    collection: Collection,
    selection: Selection & { readonly by: readonly string[]; readonly sum?: readonly string[] },
  ): Promise<Group[]>;
  /** The same store; its reads ask the engine and trust no memory: for proofs of what is stored. */
  direct(): Store;
  /** The position of the newest commit; 0 when there is none. */
  head(): Promise<number>;
  /** The newest commit with its hash, to be kept outside: what came before can be held to it. */
  anchor(): Promise<Anchor>;
  /**
   * Up to `limit` commits after `position`, in order, without a gap. Fewer may come though there
   * are more (bulk commits are long): only an empty answer means that there are none.
   */
  read(position: number, limit: number): Promise<LogEntry[]>;
  /**
   * Calls `handle` with every commit after `position`, in order, in batches, never two at once.
   * When `handle` throws, the commits of the batch come again one by one, so that those before the
   * one that cannot be handled are; see `FollowOptions` for what becomes of that.
   */
  follow(
    position: number,
    handle: (batch: readonly LogEntry[]) => Promise<void>,
    options?: FollowOptions,
  ): Follower;
  /** Those that have not stopped. */
  followers(): readonly FollowerState[];
  /** For one other thread of this process, which opens the same store with it. */
  share(): StoreShare;
  close(): Promise<void>;
}

/**
 * What another thread of this process opens the same store with: sent to it once, as data of the
 * `Worker`, with `transfer` as its transfer list. Only the opener knows what is in it.
 */
export interface StoreShare {
  readonly engine: "sqlite" | "mongo";
  readonly transfer: readonly object[];
}

/**
 * What lies there cannot be used: damaged, not ours, of a newer program, or not there. Waiting does
 * not help; the message says what is wrong and where, for whoever looks after the machine.
 */
export class StoreUnusable extends Error {
  override readonly name = "StoreUnusable";
}

/** The engine could not be reached in time; nothing was written. */
export class StoreUnavailable extends Error {
  override readonly name: string = "StoreUnavailable";
}

/**
 * The engine was asked to commit and did not answer in time: it may have, now or later. Whoever
 * tries again does so under the same idempotency key.
 */
export class OutcomeUnknown extends StoreUnavailable {
  override readonly name = "OutcomeUnknown";
}
