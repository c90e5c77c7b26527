import { documentOf, type Row } from "./rows.ts";

/** Of each of the two generations, in characters of JSON: some 30 MB of memory. */
const GENERATION_CHARACTERS = 8_000_000;

/** A document at its newest revision; decoded when it is first asked for. */
interface Known {
  row: Row | null;
  document: object | null;
  readonly characters: number;
}

type Generation = Map<string, Map<string, Known>>;

/**
 * Decoded documents by collection and id. Whoever keeps it up to date must take out what was
 * written. What is handed out is frozen, as everybody is handed the same. Bounded: when the young
 * generation is full, what was not asked for since the last time is forgotten.
 */
export interface DocumentCache {
  get(collection: string, id: string): object | undefined;
  /** A row read, or written. */
  put(collection: string, row: Row): void;
  remove(collection: string, id: string): void;
  clear(): void;
}

export function createDocumentCache(capacity = GENERATION_CHARACTERS): DocumentCache {
  let young: Generation = new Map();
  let old: Generation = new Map();
  let characters = 0;

  function keep(collection: string, id: string, known: Known): void {
    if (characters > capacity) {
      [old, young] = [young, new Map()];
      characters = 0;
    }
    characters += known.characters;
    const documents = young.get(collection) ?? new Map<string, Known>();
    young.set(collection, documents.set(id, known));
  }

  return {
    get(collection, id) {
      let known = young.get(collection)?.get(id);
      if (known === undefined) {
        known = old.get(collection)?.get(id);
        if (known === undefined) return undefined;
        keep(collection, id, known);
      }
      return decoded(known);
    },
    put(collection, row) {
      keep(collection, row.id, { row, document: null, characters: row.body.length });
    },
    remove(collection, id) {
      young.get(collection)?.delete(id);
      old.get(collection)?.delete(id);
    },
    clear() {
      young.clear();
      old.clear();
      characters = 0;
    },
  };
}

function decoded(known: Known): object {
  if (known.row !== null) {
    known.document = frozen(documentOf(known.row));
    known.row = null;
  }
  return known.document!;
}

function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === "object" && inner !== null) frozen(inner as object);
  }
  return Object.freeze(value);
}
