import { assert } from "../kernel/assert.ts";
import { checkFields, checkIndexed } from "./check-body.ts";
import { uniqueValues, type Body, type Collection, type Stored } from "./collection.ts";

const LONE_SURROGATE = /\\ud[89a-f]/;

/**
 * One document of a commit, as JSON text taken down when it was decided: what the caller does to
 * its objects later is not of this commit, and no engine has to copy or encode it again.
 */
export interface Write {
  readonly collection: Collection;
  readonly id: string;
  /** The revision it was read at; 0: it is new. */
  readonly readRev: number;
  /** Of a new document taken over from another store: the revision that it had there. */
  readonly takenRev?: number;
  /** The whole new body as JSON, without `id` and `rev`. */
  readonly text: string;
}

/** A new document; loses when the id or one of its unique keys is taken. */
export function insert<D extends Stored>(collection: Collection<D>, body: Body<D>): Write {
  return {
    collection: collection as Collection,
    id: body.id,
    readRev: 0,
    text: textOf(collection as Collection, body),
  };
}

/**
 * A new document whose JSON is at hand already: well-formed, its id first if it is in it, without
 * `rev`, `by` or `auditId`.
 */
export function insertText<D extends Stored>(
  collection: Collection<D>,
  { id, text }: { readonly id: string; readonly text: string },
): Write {
  assert(!LONE_SURROGATE.test(text), `${collection.name}: ${id} is well-formed`);
  // The chain holds the text as it is read back, and there the id stands beside it.
  const first = `{"id":${JSON.stringify(id)},`;
  const bare = text.startsWith(first) ? `{${text.slice(first.length)}` : text;
  return { collection: collection as Collection, id, readRev: 0, text: bare };
}

/** A new document with the revision and stamp that it had in the store it is taken over from. */
export function takeOver<D extends Stored>(collection: Collection<D>, document: D): Write {
  const { rev: takenRev } = document;
  const stamps = { ...document } as Readonly<Record<string, unknown>>;
  let write: Write = { ...insert(collection, document), takenRev };
  for (const field of ["by", "auditId"]) {
    const stamp = stamps[field];
    if (stamp !== undefined) write = withField(write, field, JSON.stringify(stamp));
  }
  return write;
}

/** The revision that the write makes. */
export function newRevOf({ readRev, takenRev }: Pick<Write, "readRev" | "takenRev">): number {
  return readRev === 0 ? (takenRev ?? 1) : readRev + 1;
}

/** The next revision of `current`; loses when somebody else wrote it since it was read. */
export function replace<D extends Stored>(
  collection: Collection<D>,
  current: D,
  next: Body<D>,
): Write {
  assert(!collection.appendOnly, `${collection.name} is append-only`);
  assert(next.id === current.id, `${collection.name}: a document keeps its id`);
  for (const [key, fields] of Object.entries(collection.unique)) {
    const [before, after] = [uniqueValues(current, fields), uniqueValues(next, fields)];
    assert(
      JSON.stringify(before) === JSON.stringify(after),
      `${collection.name}.${key} of ${current.id} never changes`,
    );
  }
  return {
    collection: collection as Collection,
    id: current.id,
    readRev: current.rev,
    text: textOf(collection as Collection, next),
  };
}

/** The next revision of `current`, or where there is none yet (null, revision 0) a new document. */
export function put<D extends Stored>(
  collection: Collection<D>,
  current: D | null,
  next: Body<D>,
): Write {
  return current === null || current.rev === 0
    ? insert(collection, next)
    : replace(collection, current, next);
}

/** The document as it will be read, but for `rev`. */
export function bodyOf({
  id,
  text,
}: Pick<Write, "id" | "text">): Readonly<Record<string, unknown>> {
  return { id, ...(JSON.parse(text) as Record<string, unknown>) };
}

/** The text of the write that made this revision, from the document as it is read. */
export function textOfStored(document: Stored): string {
  const { id: _id, rev: _rev, ...rest } = document;
  return JSON.stringify(rest);
}

/** The same write with one more field; `text` is its JSON. */
export function withField(write: Write, field: string, text: string): Write {
  const before = write.text === "{}" ? "{" : `${write.text.slice(0, -1)},`;
  return { ...write, text: `${before}"${field}":${text}}` };
}

/**
 * JSON, the one form in which every engine stores and answers the same: no undefined, no id and
 * rev, which stand beside it, and `by` or `auditId` only where it is stamped. Half of a rare
 * character, as a careless cut leaves it, is no text for a database: it becomes U+FFFD. What
 * engines would take differently throws.
 */
function textOf(collection: Collection, body: Body<Stored>): string {
  const { id: _id, rev: _rev, by: _by, auditId: _audit, ...rest } = body as Record<string, unknown>;
  checkIndexed(collection, rest);
  const written = JSON.stringify(rest);
  // JSON.stringify writes half characters, and only these, as such escapes.
  const text = LONE_SURROGATE.test(written) ? JSON.stringify(rest, wellFormed) : written;
  checkFields(`${collection.name}/${body.id}`, text);
  return text;
}

function wellFormed(_: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed() : value;
}
