import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { StoreUnavailable } from "@warmline/shared/store/port.ts";

/** What the cause may go away by itself: busy, locked, read-only, I/O, full, cannot open. */
const PASSING = new Set([5, 6, 8, 10, 13, 14]);
const BUSY = new Set([5, 6]);

/** How long one call may hold the event loop waiting for a lock of another process. */
const SYNC_WAIT_MS = 20;
const STATEMENTS_KEPT = 500;
const CACHE_KIB = 65_536;

/** One connection to the file with its prepared statements. */
export interface Connection {
  readonly database: DatabaseSync;
  /** Prepared once and kept. */
  prepare(sql: string): StatementSync;
  /**
   * Runs `work`, again while another process holds the lock, for at most `waitMs`; then throws
   * `StoreUnavailable`, as it does at once when the file is closed or cannot be read or written.
   */
  attempt<T>(work: () => T): Promise<T>;
  close(): void;
}

export function connect(file: string, waitMs: number): Connection {
  const database = openFile(file, waitMs);
  const statements = new Map<string, StatementSync>();

  function prepare(sql: string): StatementSync {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const oldest = statements.size >= STATEMENTS_KEPT ? statements.keys().next().value : undefined;
    if (oldest !== undefined) statements.delete(oldest);
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  async function attempt<T>(work: () => T): Promise<T> {
    const deadline = performance.now() + waitMs;
    for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 50)) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw unavailable(error);
      }
      await sleep(pauseMs);
    }
  }

  return {
    database,
    prepare,
    attempt,
    close() {
      statements.clear();
      if (database.isOpen) database.close();
    },
  };
}

function openFile(file: string, waitMs: number): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { timeout: waitMs });
    // FULL: an answered commit survives a power cut, not only the end of the process.
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      PRAGMA cache_size = -${CACHE_KIB}; PRAGMA temp_store = MEMORY;
      PRAGMA journal_size_limit = 67108864`);
    return database;
  } catch (error) {
    throw unavailable(error);
  }
}

/** Opening and declaring may wait; once requests are served nothing blocks for long. */
export function limitBlocking(database: DatabaseSync): void {
  database.exec(`PRAGMA busy_timeout = ${SYNC_WAIT_MS}`);
}

function codeOf(error: unknown): number {
  // The low byte is the primary code, the rest its detail.
  const { errcode } = error as { errcode?: number };
  return typeof errcode === "number" ? errcode & 0xff : 0;
}

function isBusy(error: unknown): boolean {
  return BUSY.has(codeOf(error));
}

/** The error as the port names it; a bug stays what it is. */
export function unavailable(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  const closed = code === "ERR_INVALID_STATE";
  if (!closed && !PASSING.has(codeOf(error))) return error;
  return new StoreUnavailable(`SQLite: ${message}`, { cause: error });
}
