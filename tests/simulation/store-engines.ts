import type { Collection } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** Where a store's data is; plain data, so that a child process can be told in its arguments. */
export type EnginePlace =
  | { readonly engine: "sqlite"; readonly file: string }
  | { readonly engine: "mongo"; readonly url: string; readonly database: string };

export interface EngineHooks {
  /** MongoDB alone: commits are in the log and not yet in their collections. */
  readonly onInserted?: () => void;
  /** MongoDB alone: bodies and claims go while everything is young, so that all meet it. */
  readonly compacting?: boolean;
}

/** Loads only the engine asked for, so that a short-lived child starts quickly. */
export async function openEngine(
  place: EnginePlace,
  collections: readonly Collection[],
  hooks: EngineHooks = {},
): Promise<Store> {
  const onFollowerError = () => {};
  if (place.engine === "sqlite") {
    const { openSqliteStore } = await import("@warmline/server/platform/stores/sqlite/open.ts");
    return openSqliteStore({ file: place.file, collections, waitMs: 20_000, onFollowerError });
  }
  const { openMongoStore } = await import("@warmline/server/platform/stores/mongo/open.ts");
  const { createInProcessNotifier } =
    await import("@warmline/server/platform/notifier/in-process.ts");
  const { url, database } = place;
  const notifier = createInProcessNotifier();
  const { compacting = true, ...own } = hooks;
  const compact = { keep: 30, keepMs: 0, everyMs: 100 };
  const options = {
    url,
    database,
    collections,
    notifier,
    waitMs: 60_000,
    onFollowerError,
    ...(compacting && { compact }),
  };
  return openMongoStore({ ...options, ...own });
}
