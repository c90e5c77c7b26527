import type { Stored } from "@warmline/shared/store/collection.ts";
import { newRevOf, type Write } from "@warmline/shared/store/write.ts";
import type { Connection } from "./connection.ts";
import { createDocumentCache } from "./document-cache.ts";
import type { Row } from "./rows.ts";
import { readHead, readLog } from "./log.ts";

/** Further behind, or after larger commits, it is quicker to begin anew. */
const COMMITS_BEHIND_MAX = 64;
const WRITES_KEPT_MAX = 100;

/**
 * Documents that are known to stand as the newest commit left them, whichever process made it. One
 * look at the log's head is enough for all that one call from the event loop finds here: nothing
 * that happened outside can be known to anybody before the next one, but by what was read from the
 * file meanwhile (`fromFile`).
 */
export interface CurrentDocuments {
  /** Looks at the head, once a call, and forgets what was written since the last look. */
  look(): void;
  /** The position of the newest commit, as of that look. */
  head(): number;
  get<D extends Stored>(collection: string, id: string): D | undefined;
  /** Whether no commit came between the look and now: what was read meanwhile fits together. */
  stillCurrent(): boolean;
  /** Reads from the file, which may be newer than the look: the next read looks again. */
  fromFile<T>(read: () => T): T;
  /** Of a row that was read after the look; answers the document. */
  keep<D extends Stored>(collection: string, row: Row): D;
  /** A commit of this process: what it wrote need not be read. */
  wrote(position: number, writes: readonly Write[]): void;
}

export function createCurrentDocuments(connection: Connection): CurrentDocuments {
  const cache = createDocumentCache();
  /** Null before the first look: then nothing is known either. */
  let asOf: number | null = null;
  let looked = false;

  function catchUp(): void {
    const head = readHead(connection);
    let position = asOf ?? head;
    if (head - position > COMMITS_BEHIND_MAX) cache.clear();
    else {
      while (position < head) {
        for (const entry of readLog(connection, position, head - position)) {
          for (const { collection, id } of entry.writes) cache.remove(collection, id);
          ({ position } = entry);
        }
      }
    }
    asOf = head;
  }

  function lookAgain(): void {
    looked = false;
  }

  function look(): void {
    if (looked) return;
    catchUp();
    looked = true;
    // When all that follows from this call without waiting has run.
    queueMicrotask(() => process.nextTick(lookAgain));
  }

  return {
    look,
    head() {
      look();
      return asOf ?? 0;
    },
    get: <D extends Stored>(collection: string, id: string) =>
      cache.get(collection, id) as D | undefined,
    stillCurrent() {
      looked &&= readHead(connection) === asOf;
      return looked;
    },
    fromFile(read) {
      const answer = read();
      lookAgain();
      return answer;
    },
    keep<D extends Stored>(collection: string, row: Row) {
      const known = cache.get(collection, row.id) as D | undefined;
      if (known?.rev === row.rev) return known;
      cache.put(collection, row);
      return cache.get(collection, row.id) as D;
    },
    wrote(position, writes) {
      if (asOf === null || position !== asOf + 1) return lookAgain();
      for (const write of writes) {
        const { collection, id, text } = write;
        if (writes.length > WRITES_KEPT_MAX) cache.remove(collection.name, id);
        else cache.put(collection.name, { id, rev: newRevOf(write), body: text });
      }
      asOf = position;
    },
  };
}
