import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { createStore } from "./store.ts";
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

/**
 * The document store in one file. Throws `StoreUnavailable` when the file cannot be opened or
 * written, `StoreUnusable` when it is damaged, no database or of a newer program.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const { file, collections, waitMs = 5_000, writerThread: thread } = options;
  const { onWriterLost: onLost = endProcess, onFollowerError = warn } = options;
  const notifier = createInProcessNotifier();
  const onCommit = notifier.notify;
  const writer = await startWriter({ file, collections, waitMs, onCommit, onLost, thread });
  try {
    return createStore({ file, waitMs, notifier, onFollowerError, writer });
  } catch (error) {
    await writer.close();
    throw error;
  }
}

const warn = (error: unknown) => process.emitWarning(String(error));

/** Commits that were asked for may or may not be written: nothing may be answered any more. */
function endProcess(error: Error): void {
  setImmediate(() => {
    throw error;
  });
}
