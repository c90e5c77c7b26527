import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { planGroup, planSelection } from "@warmline/shared/store/plan.ts";
import type { Group, Query, Scalar, Selection, Store } from "@warmline/shared/store/port.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { createFollowers } from "../followers.ts";
import { attempt, connectReader, type Connection } from "./connection.ts";
import { documentOf, findRows, type Row } from "./find.ts";
import { readHead, readLog } from "./log.ts";
import { quote } from "./schema.ts";
import { countSql, groupSql } from "./select.ts";
import { fromColumn } from "./values.ts";
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
  const reading = <T>(work: () => T) => attempt(waitMs, work);

  const read: Store["read"] = (position, limit) =>
    reading(() => readLog(connection, position, limit));
  const followers = createFollowers({ read, notifier, onError });

  return {
    commit: writer.commit,
    get: (collection, id) => reading(() => getOne(connection, collection as Collection, id)),
    getMany: (collection, ids) => reading(() => getMany(connection, collection as Collection, ids)),
    find: (collection, query) => reading(() => find(connection, collection, query)),
    count: (collection, selection) => reading(() => count(connection, collection, selection)),
    group: (collection, selection) => reading(() => group(connection, collection, selection)),
    head: () => reading(() => readHead(connection)),
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
}

/** Commits that were asked for may or may not be written: nothing may be answered any more. */
function endProcess(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}

function getOne<D extends Stored>(
  { prepare }: Connection,
  collection: Collection,
  id: string,
): D | null {
  const row = prepare(`SELECT rev, body FROM ${quote(collection.name)} WHERE id = ?`).get(id);
  return row === undefined ? null : documentOf(row as unknown as Row);
}

function getMany<D extends Stored>(
  { prepare }: Connection,
  collection: Collection,
  ids: readonly string[],
): D[] {
  const rows = prepare(
    `SELECT id, rev, body FROM ${quote(collection.name)} ` +
      `WHERE id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(ids)) as unknown as Row[];
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row === undefined ? [] : [documentOf<D>(row)];
  });
}

function find<D extends Stored>(
  connection: Connection,
  collection: Collection<D>,
  query: Query<D>,
): D[] {
  const rows = findRows(connection, collection as Collection, query as Query, "rev, body");
  return rows.map((row) => documentOf<D>(row));
}

function count({ prepare }: Connection, collection: Collection, selection: Selection): number {
  const { text, parameters } = countSql(collection, planSelection(collection, selection));
  return Number(prepare(text).get(...parameters)?.["count"]);
}

function group(
  { prepare }: Connection,
  collection: Collection,
  selection: Parameters<Store["group"]>[1],
): Group[] {
  const plan = planGroup(collection, selection);
  const { text, parameters } = groupSql(collection, plan);
  const rows = prepare(text).all(...parameters);
  const groups = rows.map((row) => ({
    by: Object.fromEntries(
      plan.by.map((field, place): [string, Scalar | null] => [
        field,
        fromColumn(row[`b${place}`] ?? null),
      ]),
    ),
    count: row["count"] as number,
    sums: Object.fromEntries(plan.sum.map((field, place) => [field, row[`s${place}`] as number])),
  }));
  // Without `by` SQLite answers one row also when nothing was found.
  return groups.filter((row) => row.count > 0);
}
