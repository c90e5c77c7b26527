import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { planGroup, planSelection } from "@warmline/shared/store/plan.ts";
import type {
  Group,
  LogEntry,
  Query,
  Scalar,
  Selection,
  Store,
} from "@warmline/shared/store/port.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { createFollowers } from "../followers.ts";
import { createCommitter, readHead } from "./committer.ts";
import { connect, limitBlocking, unavailable, type Connection } from "./connection.ts";
import { declare, LOG, quote } from "./schema.ts";
import { documentOf, findRows, type Row } from "./find.ts";
import { countSql, groupSql } from "./select.ts";
import { fromColumn } from "./values.ts";

export interface SqliteOptions {
  /** Made when it is not there; its folder must be. */
  readonly file: string;
  readonly collections: readonly Collection[];
  /** How long a call waits for a lock held by another process before `StoreUnavailable`. */
  readonly waitMs?: number;
  /** Told when a follower's handler failed; the follower tries again by itself. */
  readonly onFollowerError?: (error: unknown) => void;
}

/** `read` stops early after this many writes, so that bulk commits do not fill the memory. */
const READ_WRITES_MAX = 20_000;

/** The document store in one file. Throws `StoreUnavailable` when the file cannot be opened. */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const { file, collections, waitMs = 5_000 } = options;
  const onError = options.onFollowerError ?? ((error) => process.emitWarning(String(error)));
  const connection = connect(file, waitMs);
  try {
    declare(connection.database, collections);
    limitBlocking(connection.database);
  } catch (error) {
    connection.close();
    throw unavailable(error);
  }
  const notifier = createInProcessNotifier();
  const committer = createCommitter(connection, notifier);
  const { attempt } = connection;

  const read: Store["read"] = (position, limit) =>
    attempt(() => readLog(connection, position, limit));
  const followers = createFollowers({ read, notifier, onError });

  return {
    commit: committer.commit,
    get: (collection, id) => attempt(() => getOne(connection, collection as Collection, id)),
    getMany: (collection, ids) => attempt(() => getMany(connection, collection as Collection, ids)),
    find: (collection, query) => attempt(() => find(connection, collection, query)),
    count: (collection, selection) => attempt(() => count(connection, collection, selection)),
    group: (collection, selection) => attempt(() => group(connection, collection, selection)),
    head: () => attempt(() => readHead(connection)),
    read,
    follow: followers.follow,
    async close() {
      await followers.close();
      await committer.close();
      connection.close();
    },
  };
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

function readLog({ prepare }: Connection, position: number, limit: number): LogEntry[] {
  const entries: LogEntry[] = [];
  let writes = 0;
  const rows = prepare(
    `SELECT position, writes FROM ${LOG} WHERE position > ? AND position <= ? ORDER BY position`,
  ).iterate(position, position + limit);
  for (const row of rows as unknown as Iterable<{ position: number; writes: string }>) {
    const list = JSON.parse(row.writes) as [string, string, number][];
    entries.push({
      position: row.position,
      writes: list.map(([collection, id, rev]) => ({ collection, id, rev })),
    });
    writes += list.length;
    if (writes >= READ_WRITES_MAX) break;
  }
  return entries;
}
