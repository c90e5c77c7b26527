import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { StoreUnavailable, StoreUnusable } from "@warmline/shared/store/port.ts";

/** What the cause may go away by itself: busy, locked, read-only, I/O, full, cannot open. */
const PASSING = new Set([5, 6, 8, 10, 13, 14]);
const BUSY = new Set([5, 6]);
/** What has to be looked at before the file can be used again. */
const UNUSABLE = new Map([
  [11, "is damaged: restore it from a backup, see docs/runbook.md"],
  [26, "is not a database"],
]);
const HINTS = new Map([
  [8, "may this process write the file and its folder?"],
  [13, "is there room on the disk?"],
  [14, "is its folder there, and may this process write it?"],
]);

/** How long one call may hold the event loop waiting for a lock of another process. */
const SYNC_WAIT_MS = 20;
const STATEMENTS_KEPT = 500;
const CACHE_KIB = 65_536;

/** One connection to the file with its prepared statements. */
export interface Connection {
  readonly file: string;
  readonly database: DatabaseSync;
  /** Prepared once and kept. */
  prepare(sql: string): StatementSync;
  /** The same for a statement of one collection, without making its text anew at each call. */
  prepareFor(collection: string, sqlOf: (table: string) => string): StatementSync;
  close(): void;
}

/**
 * The connection that writes. FULL: an answered commit survives a power cut, not only the end of
 * the process. Checkpoints are left to checkpoint.ts, so that no commit waits for one unasked.
 */
export function connectWriter(file: string, waitMs: number): Connection {
  return connect(file, {
    busy_timeout: waitMs,
    journal_mode: "WAL",
    synchronous: "FULL",
    wal_autocheckpoint: 0,
    journal_size_limit: 67_108_864,
  });
}

/** A connection that cannot write; the file is there and declared. */
export function connectReader(file: string): Connection {
  return connect(file, { busy_timeout: SYNC_WAIT_MS, query_only: "ON" });
}

/**
 * A connection that keeps every other process out until it is closed: the write-ahead log, also one
 * that a killed process left, is brought home into the file first. Throws `StoreUnavailable` while
 * another process has the file open.
 */
export function connectAlone(file: string): Connection {
  try {
    const connection = connect(file, { busy_timeout: SYNC_WAIT_MS, journal_mode: "DELETE" });
    connection.database.exec("BEGIN EXCLUSIVE");
    return connection;
  } catch (error) {
    const found = portError(error, file);
    if (!isBusy(error) && !isBusy((found as Error).cause)) throw found;
    throw new StoreUnavailable(`a server is at work on ${file}: stop it first`, { cause: error });
  }
}

function connect(file: string, settings: Readonly<Record<string, string | number>>): Connection {
  const database = openFile(file, settings);
  const statements = new Map<string, StatementSync>();
  const byCollection = new Map<(table: string) => string, Map<string, StatementSync>>();

  function prepare(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const oldest = statements.size >= STATEMENTS_KEPT ? statements.keys().next().value : undefined;
    if (oldest !== undefined) statements.delete(oldest);
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  function prepareFor(collection: string, sqlOf: (table: string) => string): StatementSync {
    const known = byCollection.get(sqlOf) ?? new Map<string, StatementSync>();
    byCollection.set(sqlOf, known);
    const statement = known.get(collection) ?? database.prepare(sqlOf(`"${collection}"`));
    known.set(collection, statement);
    return statement;
  }

  return {
    file,
    database,
    prepare,
    prepareFor,
    close() {
      statements.clear();
      byCollection.clear();
      if (database.isOpen) database.close();
    },
  };
}

function openFile(file: string, settings: Readonly<Record<string, string | number>>): DatabaseSync {
  try {
    const database = new DatabaseSync(file);
    const pragmas = { ...settings, cache_size: -CACHE_KIB, temp_store: "MEMORY" };
    for (const [name, value] of Object.entries(pragmas)) database.exec(`PRAGMA ${name} = ${value}`);
    return database;
  } catch (error) {
    throw portError(error, file);
  }
}

/**
 * Runs `work`, again while another process holds the lock, for at most `waitMs`; then throws
 * `StoreUnavailable`, as it does at once when the file is closed or cannot be read or written, or
 * `StoreUnusable` when it is damaged.
 */
export async function attempt<T>({ file }: Connection, waitMs: number, work: () => T): Promise<T> {
  let deadline: number | undefined;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 50)) {
    try {
      return work();
    } catch (error) {
      deadline ??= performance.now() + waitMs;
      if (!isBusy(error) || performance.now() > deadline) throw portError(error, file);
    }
    await sleep(pauseMs);
  }
}

/** The same for a thread that has nothing else to do: it looks again every millisecond. */
export function attemptBlocking<T>({ file }: Connection, waitMs: number, work: () => T): T {
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw portError(error, file);
    }
    pauseThread(1);
  }
}

const neverWoken = new Int32Array(new SharedArrayBuffer(4));

/** Holds this thread: never in one that serves requests. */
export function pauseThread(ms: number): void {
  Atomics.wait(neverWoken, 0, 0, ms);
}

function codeOf(error: unknown): number {
  // The low byte is the primary code, the rest its detail.
  const { errcode } = error as { errcode?: number };
  return typeof errcode === "number" ? errcode & 0xff : 0;
}

function isBusy(error: unknown): boolean {
  return BUSY.has(codeOf(error));
}

/** The error as the port names it, with the file; a bug stays what it is. */
export function portError(error: unknown, file: string): unknown {
  const { code, message } = error as { code?: string; message?: string };
  const found = codeOf(error);
  const options = { cause: error };
  const unusable = UNUSABLE.get(found);
  if (unusable !== undefined) return new StoreUnusable(`${file} ${unusable} (${message})`, options);
  const closed = code === "ERR_INVALID_STATE";
  if (!closed && !PASSING.has(found)) return error;
  const hint = HINTS.has(found) ? `; ${HINTS.get(found)}` : "";
  return new StoreUnavailable(`SQLite, ${file}: ${message}${hint}`, options);
}
