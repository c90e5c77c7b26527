import type { Actor } from "@warmline/shared/access/actor.ts";
import type { SubjectName } from "@warmline/shared/audit/api.ts";
import type { Language } from "@warmline/shared/messages/index.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";

/** Documents read so far, by `collection/id`. */
export type Found = ReadonlyMap<string, Stored>;

/** For whom and in which language subjects are named. */
export interface Naming {
  readonly found: Found;
  readonly actor: Actor;
  readonly language: Language;
}

export type Named = Omit<SubjectName, "subject">;

/** How documents of one collection are called on the audit page. */
export interface SubjectNaming<D extends Stored = Stored> {
  readonly collection: Collection<D>;
  /** Other documents that must be read for it, as `collection/id`. */
  readonly needs?: (document: D) => readonly string[];
  readonly name: (document: D, naming: Naming) => Named | null;
}

export function naming<D extends Stored>(of: SubjectNaming<D>): SubjectNaming {
  return of as unknown as SubjectNaming;
}

/** A document that `needs` asked for. */
export function foundIn<D extends Stored>(
  { found }: Naming,
  collection: Collection<D>,
  id: string,
) {
  return found.get(`${collection.name}/${id}`) as D | undefined;
}

export function alsoSaying(named: Named | null, more: string): Named | null {
  return named && { ...named, text: `${named.text} · ${more}` };
}
