import { createHash } from "node:crypto";
import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Permission } from "@warmline/shared/access/permission.ts";
import { branchOf, within } from "@warmline/shared/access/scope.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { SearchKind } from "@warmline/shared/search/kinds.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { Field, SearchEntry } from "@warmline/search/entry.ts";
import type { Where } from "@warmline/search/port.ts";
import type { Deps } from "../deps.ts";

export type SearchReading = Pick<Deps, "store">;

/** How the documents of one collection are found: a domain declares its own. */
export interface Searchable<D extends Stored = Stored> {
  readonly kind: SearchKind;
  readonly collection: Collection<D>;
  /**
   * An index or unique key in which every document stands, thus not a sparse one: by it they are
   * read through when an index is built. Whatever moves in it meanwhile is written, and read again.
   */
  readonly key: string;
  /** Whoever lacks it finds none. */
  readonly permission: Permission;
  /** What of these is found, by the documents' ids; what is left out is not found. */
  entries(reading: SearchReading, documents: readonly D[]): Promise<readonly SearchEntry[]>;
  /** Of what else its entries tell, so that they are made anew when that is written. */
  readonly tellsOf?: TellsOf<D>;
  /** What of it an actor may see, as tags. */
  where(actor: Actor): Where;
  /** Its order is its moment, in milliseconds, which is told with what was found. */
  readonly dated?: true;
  /** Fields that are found whole and shown so: a list of calls shows no number whole. */
  readonly masks?: Readonly<Record<string, (text: string) => string>>;
}

/** Another collection, and by the ids of what was written there the documents that tell of it. */
export interface TellsOf<D extends Stored> {
  readonly collection: Collection;
  documents(reading: SearchReading, ids: readonly string[]): Promise<readonly D[]>;
}

/** As it stands in a list of all kinds: it is only ever handed documents of its own. */
export function anySearchable<D extends Stored>(one: Searchable<D>): Searchable {
  return one as unknown as Searchable;
}

/** In the order of a kind: what is open before what is over. Milliseconds, beyond every instant. */
export const OPEN_FIRST = 4_000_000_000_000;

/** As many levels as fit below `ORDER_MAX` are eight. */
const LEVEL = 2 ** 40;

/**
 * The order of what has none of its own but its level, the higher first: apart from each other, as
 * the index keeps few of one order side by side.
 */
export function orderInLevel(level: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7, id: string): number {
  return level * LEVEL + createHash("sha256").update(id).digest().readUIntBE(0, 5);
}

const NOBODYS = "branch=-";
/** A tag that no entry has. */
export const NOBODY: Where = [["nobody"]];

export function branchTags(branchIds: readonly (string | undefined)[]): string[] {
  return branchIds.map((id) => (id === undefined ? NOBODYS : `branch=${id}`));
}

/** 月份: in which it was. */
export function monthTag(at: Instant): string {
  return `month=${cityDate(at).slice(0, 7)}`;
}

/** A field of the entry, unless there is nothing in it. */
export function fieldOf(kind: Field["kind"], name: string, text: string | undefined): Field[] {
  return text === undefined || text === "" ? [] : [{ kind, name, text }];
}

/** What belongs to no branch: every one of the staff finds it, nobody else. */
export function whereOfCity(actor: Actor): Where {
  return actor.kind === "staff" ? [] : NOBODY;
}

/** What lies within the actor's branch; whoever is bound to none sees all or nothing. */
export function whereOfBranch(actor: Actor): Where {
  const branchId = branchOf(actor);
  if (branchId !== undefined) return [branchTags([branchId])];
  return within(actor, {}) ? [] : NOBODY;
}
