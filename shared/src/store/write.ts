import { assert } from "../kernel/assert.ts";
import { uniqueValues, type Body, type Collection, type Stored } from "./collection.ts";

/** One document of a commit: the whole new body and the revision it was read at (0: it is new). */
export interface Write {
  readonly collection: Collection;
  readonly id: string;
  readonly readRev: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A new document; loses when the id or one of its unique keys is taken. */
export function insert<D extends Stored>(collection: Collection<D>, body: Body<D>): Write {
  const kept = plain(body);
  return { collection: collection as Collection, id: String(kept["id"]), readRev: 0, body: kept };
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
    body: plain(next),
  };
}

/**
 * As JSON keeps it: no undefined, no rev; every engine then stores and answers the very same. Half
 * of a rare character, as a careless cut leaves it, is no text for a database: it becomes U+FFFD.
 * Copied by hand, as this is done for every document written and JSON there and back takes twice
 * as long.
 */
function plain(body: object): Record<string, unknown> {
  const { rev: _, ...rest } = copy(body) as Record<string, unknown>;
  return rest;
}

function copy(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  // JSON has neither -0 nor anything that is no number.
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => copy(element) ?? null);
  const kept: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined) kept[key] = copy(field);
  }
  return kept;
}
