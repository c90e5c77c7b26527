import type { StampedBy } from "../kernel/audit-stamp.ts";
import { assert } from "../kernel/assert.ts";

/**
 * Every stored document: its id, its revision (1, 2, 3 …) and the stamp of who wrote this revision.
 */
export interface Stored {
  readonly id: string;
  readonly rev: number;
  /** Stamped on every command's writes; see the server's `commitAudited`. */
  readonly by?: StampedBy;
}

/** What a person hands in: the document without what the store itself keeps. */
export type Body<D extends Stored> = Omit<D, "rev" | "by">;

/**
 * A collection is declared once; from it come the SQLite table and the Mongoose schema.
 * An index is an ordered list of fields (dotted paths allowed): a find gives equal values for its
 * first fields, at most one range on the next, and is sorted by the rest, then by id.
 * `phones[]` alone indexes each element of an array of strings.
 * A unique key holds for documents in which all its fields are present; its fields never change
 * once written (see `replace`): a key that may be given up again is a claim document of its own.
 */
export interface Collection<D extends Stored = Stored> {
  readonly name: string;
  readonly indexes: Readonly<Record<string, readonly string[]>>;
  readonly unique: Readonly<Record<string, readonly string[]>>;
  readonly appendOnly: boolean;
  /**
   * Indexes of few documents among many: those without the first field are not in them, and a find
   * by them gives that field.
   */
  readonly sparse: readonly string[];
  /**
   * How commands stamp what they write: the `whole` stamp as `by`, or only the id of the audit
   * record as `auditId`, where documents are many and must be slim.
   */
  readonly stamp: "whole" | "id";
  /**
   * Where a document names files that are kept beside the store, as a path through lists:
   * `attachments.fileId`. A backup looks for each of them.
   */
  readonly files?: string;
  /** Carries the document type; never present at run time. */
  readonly document?: D;
}

export interface CollectionOptions {
  readonly indexes?: Readonly<Record<string, readonly string[]>>;
  readonly unique?: Readonly<Record<string, readonly string[]>>;
  readonly appendOnly?: boolean;
  readonly sparse?: readonly string[];
  readonly stamp?: "whole" | "id";
  readonly files?: string;
}

const NAME = /^[a-z][a-zA-Z]*$/;
const FIELD = /^[a-z][a-zA-Z0-9]*(\.[a-z][a-zA-Z0-9]*)*(\[\])?$/;

/** Declares a collection; names and fields are plain words, as they become column names. */
export function collection<D extends Stored>(
  name: string,
  options: CollectionOptions = {},
): Collection<D> {
  const { indexes = {}, unique = {}, appendOnly = false, sparse = [] } = options;
  const { stamp = "whole", files } = options;
  assert(NAME.test(name), `collection name ${name}`);
  for (const [key, fields] of [...Object.entries(indexes), ...Object.entries(unique)]) {
    assert(NAME.test(key) && fields.length > 0, `${name}.${key} is a named list of fields`);
    for (const field of fields) assert(FIELD.test(field), `${name}.${key}: field ${field}`);
    const each = fields.some((field) => field.endsWith("[]"));
    assert(!each || (fields.length === 1 && key in indexes), `${name}.${key}: [] stands alone`);
  }
  for (const key of sparse) assert(key in indexes, `${name}.${key} is an index`);
  const declared = { name, indexes, unique, appendOnly, sparse, stamp };
  return { ...declared, ...(files === undefined ? {} : { files }) };
}

/** The value at a dotted path; undefined when any step is missing. */
export function valueAt(document: object, path: string): unknown {
  let value: unknown = document;
  for (const step of path.split(".")) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** The values of a unique key, or null when one is missing (the key then does not hold). */
export function uniqueValues(document: object, fields: readonly string[]): unknown[] | null {
  const values = fields.map((field) => valueAt(document, field));
  return values.some((value) => value === undefined || value === null) ? null : values;
}

/** The files that a document names. */
export function filesOf({ files }: Collection, document: object): readonly string[] {
  if (files === undefined) return [];
  let values: readonly unknown[] = [document];
  for (const step of files.split(".")) {
    values = values.flatMap((value) => valueAt(value as object, step) ?? []);
  }
  return values as readonly string[];
}
