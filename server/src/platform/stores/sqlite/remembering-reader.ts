import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { isOneDocument, planFind } from "@warmline/shared/store/plan.ts";
import type { Query } from "@warmline/shared/store/port.ts";
import type { Connection } from "./connection.ts";
import { createCurrentDocuments, type CurrentDocuments } from "./current-documents.ts";
import { createReader, type Reader } from "./reader.ts";
import { findRows, readRow, readRows } from "./rows.ts";

/** Longer lists are read and not kept: they would drive out what is asked for all the time. */
const KEPT_LIST_MAX = 100;
/** So often a list is read again when commits came in between; then it is read in one piece. */
const TRIES_MAX = 3;
/** Of each unique key. */
const KEYS_MAX = 50_000;

export interface RememberingReader extends Reader {
  /** To be told of every commit of this process. */
  readonly wrote: CurrentDocuments["wrote"];
  /** The position of the newest commit. */
  readonly head: CurrentDocuments["head"];
}

/** The same answers as the plain reader's; documents that nobody has written since from memory. */
export function createRememberingReader(connection: Connection): RememberingReader {
  const plain = createReader(connection);
  const current = createCurrentDocuments(connection);
  const { fromFile } = current;
  /** Of each index, by the key's values: unique keys never change, so this stays true. */
  const idsByKey = new Map<string, Map<string, string>>();

  function get<D extends Stored>(collection: Collection<D>, id: string): D | null {
    const { name } = collection;
    current.look();
    const known = current.get<D>(name, id);
    if (known !== undefined) return known;
    const row = fromFile(() => readRow(connection, name, id));
    return row === undefined ? null : current.keep<D>(name, row);
  }

  /** All as one moment left them: those known, and those read, with no commit in between. */
  function getMany<D extends Stored>(collection: Collection<D>, ids: readonly string[]): D[] {
    const { name } = collection;
    for (let tries = 0; ids.length <= KEPT_LIST_MAX && tries < TRIES_MAX; tries += 1) {
      current.look();
      const found = new Map(ids.map((id) => [id, current.get<D>(name, id)]));
      const missing = ids.filter((id) => found.get(id) === undefined);
      for (const row of readRows(connection, name, missing)) {
        found.set(row.id, current.keep<D>(name, row));
      }
      if (missing.length === 0 || current.stillCurrent()) {
        return ids.flatMap((id) => found.get(id) ?? []);
      }
    }
    return fromFile(() => plain.getMany(collection, ids));
  }

  /** By a whole unique key the same document is found for ever: only its revision may be new. */
  function find<D extends Stored>(collection: Collection<D>, query: Query<D>): D[] {
    const plan = planFind(collection, query);
    if (plan.after !== null || !isOneDocument(collection as Collection, plan)) {
      return fromFile(() => plain.find(collection, query));
    }
    const index = `${collection.name}.${plan.index}`;
    const key = JSON.stringify(plan.bound.map(({ values }) => values[0]));
    const ids = idsByKey.get(index) ?? new Map<string, string>();
    const id = ids.get(key);
    if (id !== undefined) {
      const document = get(collection, id);
      return document === null ? [] : [document];
    }
    current.look();
    const [row] = fromFile(() =>
      findRows(connection, collection as Collection, plan, "id, rev, body"),
    );
    if (row === undefined) return [];
    if (ids.size >= KEYS_MAX) ids.clear();
    idsByKey.set(index, ids.set(key, row.id));
    return [current.keep<D>(collection.name, row)];
  }

  return {
    get,
    getMany,
    find,
    count: (collection, selection) => fromFile(() => plain.count(collection, selection)),
    group: (collection, selection) => fromFile(() => plain.group(collection, selection)),
    wrote: current.wrote,
    head: current.head,
  };
}
