import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "./collection.ts";

/** A document as an older program left it. */
export type FormerDocument = Stored & Readonly<Record<string, unknown>>;

/** A document as it is to be, and where; its revision and its stamp stay what they were. */
export interface Placed {
  readonly collection: string;
  readonly document: FormerDocument;
}

/** The store as it was: it does not change while it is upgraded. */
export interface FormerStore {
  readonly version: number;
  /** The collections that hold anything, by name. */
  names(): Promise<string[]>;
  count(name: string): Promise<number>;
  /** Up to `limit` documents after the id `after`, in the order of their ids. */
  page(name: string, after: string, limit: number): Promise<FormerDocument[]>;
  /** Those whose `field` is one of `values`, in any order; quick on what was indexed. */
  where(name: string, field: string, values: readonly string[]): Promise<FormerDocument[]>;
}

/**
 * What becomes of one collection of the version before: its documents are handed over in chunks, in
 * the order of their ids, and may come again after a crash, so that the same chunk must always give
 * the same. What is not declared is taken over as it is.
 */
export interface Upgrade {
  /** The version that it leads to, from the one before. */
  readonly version: number;
  readonly from: string;
  /** `replace`: what is made takes the place of the chunk. `add`: it comes beside it. */
  readonly how: "replace" | "add";
  /** The collections that it puts documents into. */
  readonly into: readonly string[];
  make(chunk: readonly FormerDocument[], former: FormerStore): MaybePromise<readonly Placed[]>;
}

type MaybePromise<T> = T | Promise<T>;

/** Every document changed by itself, and put into `to` where the collection has a new name. */
export function changed(
  version: number,
  from: string,
  change: (body: FormerDocument) => FormerDocument,
  to = from,
): Upgrade {
  const place = (one: FormerDocument) => ({ collection: to, document: change(one) });
  return { version, from, how: "replace", into: [to], make: (chunk) => chunk.map(place) };
}

/** What is not needed any more; the declaration says why. */
export function dropped(version: number, from: string): Upgrade {
  return { version, from, how: "replace", into: [], make: () => [] };
}

/** The body with one field under another name, in its place; left out where it is missing. */
export function renamedField<B extends Readonly<Record<string, unknown>>>(
  body: B,
  from: string,
  to: string,
): B {
  const entries = Object.entries(body).map(([key, value]) => [key === from ? to : key, value]);
  return Object.fromEntries(entries) as B;
}

/** The body without one field. */
export function withoutField<B extends Readonly<Record<string, unknown>>>(
  body: B,
  field: string,
): B {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== field)) as B;
}

/**
 * How an upgrade stands, committed with what it says was done: whoever goes on after a crash does
 * nothing twice. Its id is the version that it leads to; afterwards it tells of it.
 */
export interface UpgradeRun extends Stored {
  readonly from: number;
  readonly state: "running" | "done";
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  /** By former collection: the last id that was taken over, and how many. */
  readonly taken: Readonly<Record<string, { readonly after: string; readonly count: number }>>;
  /** By collection: how many documents were put into it. */
  readonly placed: Readonly<Record<string, number>>;
}

export const upgradeRuns = collection<UpgradeRun>("upgradeRuns");
