import type { MessagePort } from "node:worker_threads";
import type { Store, StoreShare } from "@warmline/shared/store/port.ts";
import type { Notifier } from "../../notifier/notifier.ts";
import { createFollowers } from "../followers.ts";
import type { CommitClient } from "./commit-client.ts";
import { attempt, connectReader } from "./connection.ts";
import { readAnchor, readHead, readLog } from "./log.ts";
import { createReader, type Reader } from "./reader.ts";
import { createRememberingReader } from "./remembering-reader.ts";
import { countRows } from "./rows.ts";

export interface StoreParts {
  readonly file: string;
  readonly waitMs: number;
  readonly notifier: Pick<Notifier, "onNotify">;
  readonly onFollowerError: (error: unknown) => void;
  /** The way to the thread that writes. */
  readonly writer: Pick<CommitClient, "commit" | "drain" | "lend"> & { close(): Promise<void> };
}

export interface SqliteShare extends StoreShare {
  readonly engine: "sqlite";
  readonly file: string;
  readonly waitMs: number;
  readonly port: MessagePort;
}

/** A store over a declared file: reads by a connection of its own, commits by the writer. */
export function createStore(parts: StoreParts): Store {
  const { file, waitMs, notifier, onFollowerError: onError, writer } = parts;
  const connection = connectReader(file);
  const reader = createRememberingReader(connection);
  const reading = <T>(work: () => T) => attempt(connection, waitMs, work);
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
    direct: () => ({
      ...store,
      ...readsOf(createReader(connection), reading),
      head: () => reading(() => readHead(connection)),
    }),
    size: ({ name }) => reading(() => countRows(connection, name)),
    head: () => reading(reader.head),
    anchor: () => reading(() => readAnchor(connection)),
    read,
    follow: followers.follow,
    followers: followers.followers,
    share(): SqliteShare {
      const port = writer.lend();
      return { engine: "sqlite", file, waitMs, port, transfer: [port] };
    },
    async close() {
      await followers.close();
      await writer.drain();
      // The last to close brings the log home, which takes its time: the thread that writes.
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
