import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { createFollowers } from "../followers.ts";
import { attempt, connectReader } from "./connection.ts";
import { readAnchor, readHead, readLog } from "./log.ts";
import { createReader, type Reader } from "./reader.ts";
import { createRememberingReader } from "./remembering-reader.ts";
import { startWriter } from "./writer.ts";

export interface SqliteOptions {
  /** Made when it is not there; its folder must be. */
  readonly file: string;
  readonly collections: readonly Collection[];
  /** How long a call waits for a lock held by another process before `StoreUnavailable`. */
  readonly waitMs?: number;
  /** Told when a follower's handler failed; the follower tries again by itself. */
  readonly onFollowerError?: (error: unknown) => void;
  /** The thread that writes has ended by itself; without this the process ends with it. */
  readonly onWriterLost?: (error: Error) => void;
  /** Another program for the thread: for tests of its end. */
  readonly writerThread?: URL;
}

/** The document store in one file. Throws `StoreUnavailable` when the file cannot be opened. */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const { file, collections, waitMs = 5_000 } = options;
  const onError = options.onFollowerError ?? ((error) => process.emitWarning(String(error)));
  const notifier = createInProcessNotifier();
  const { onWriterLost: onLost = endProcess, writerThread: thread } = options;
  const onCommit = notifier.notify;
  const writer = await startWriter({ file, collections, waitMs, onCommit, onLost, thread });
  const connection = connectReader(file);
  const reader = createRememberingReader(connection);
  const reading = <T>(work: () => T) => attempt(waitMs, work);

  const read: Store["read"] = (position, limit) =>
    reading(() => readLog(connection, position, limit));
  const followers = createFollowers({ read, notifier, onError });

  const store: Store = {
    async commit(writes, guards, how) {
      const result = await writer.commit(writes, guards, how);
      if (result.ok) reader.wrote(result.position, writes);
      return result;
    },
    ...readsOf(reader, reading),
    direct: () => ({ ...store, ...readsOf(createReader(connection), reading) }),
    head: () => reading(() => readHead(connection)),
    anchor: () => reading(() => readAnchor(connection)),
    read,
    follow: followers.follow,
    async close() {
      await followers.close();
      await writer.drain();
      // The last to close brings the log home, which takes its time: the thread.
      connection.close();
      await writer.close();
    },
  };
  return store;
}

type Reads = Pick<Store, "get" | "getMany" | "find" | "count" | "group">;

function readsOf(reader: Reader, reading: <T>(work: () => T) => Promise<T>): Reads {
  return {
    get: (collection, id) => reading(() => reader.get(collection, id)),
    getMany: (collection, ids) => reading(() => reader.getMany(collection, ids)),
    find: (collection, query) => reading(() => reader.find(collection, query)),
    count: (collection, selection) => reading(() => reader.count(collection, selection)),
    group: (collection, selection) => reading(() => reader.group(collection, selection)),
  };
}

/** Commits that were asked for may or may not be written: nothing may be answered any more. */
function endProcess(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}
