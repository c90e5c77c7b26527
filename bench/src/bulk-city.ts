import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker, type MessagePort } from "node:worker_threads";
import { openSqliteStore } from "@warmline/server/platform/stores/sqlite/open.ts";
import type { SqliteShare } from "@warmline/server/platform/stores/sqlite/store.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { BULK_COLLECTIONS, newAccount } from "./bulk-entries.ts";
import type { BulkData } from "./bulk-thread.ts";

/** As many accounts are charged in one run. */
export const ACCOUNTS = 60_000;
/** And so many more are only paid at the counters. */
export const PAYERS = 1_000;

export interface City {
  readonly file: string;
  readonly store: Store;
  remove(): void;
}

export async function newCity(): Promise<City> {
  const folder = mkdtempSync(join(tmpdir(), "warmline-bench-"));
  const file = join(folder, "store.sqlite");
  const store = await openSqliteStore({ file, collections: BULK_COLLECTIONS });
  for (let first = 0; first < ACCOUNTS + PAYERS; first += 1_000) {
    const some = Array.from({ length: 1_000 }, (_, place) => newAccount(first + place));
    await store.commit(some, [], { bulk: true });
  }
  return { file, store, remove: () => rmSync(folder, { recursive: true }) };
}

/** A thread that charges every account when it is told a name for the run. */
export async function startCharging(store: Store): Promise<{
  run(name: string): Promise<number>;
  stop(): Promise<unknown>;
}> {
  const share = store.share() as SqliteShare;
  const worker = new Worker(new URL("./bulk-thread.ts", import.meta.url), {
    workerData: { share, accounts: ACCOUNTS } satisfies BulkData,
    transferList: share.transfer as MessagePort[],
  });
  await once(worker, "message");
  return {
    async run(name) {
      const started = performance.now();
      worker.postMessage(name);
      await once(worker, "message");
      return performance.now() - started;
    },
    stop: () => worker.terminate(),
  };
}
