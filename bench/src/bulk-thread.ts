import { parentPort, workerData } from "node:worker_threads";
import { commitChunks } from "@warmline/server/platform/stores/commit-chunks.ts";
import { openSharedSqliteStore } from "@warmline/server/platform/stores/sqlite/share.ts";
import type { SqliteShare } from "@warmline/server/platform/stores/sqlite/store.ts";
import { accountId, accounts, charge } from "./bulk-entries.ts";

/**
 * A long run as a job has it: reads, rules and hashes in a thread of its own, committed in bulk.
 */
const CHUNK_ACCOUNTS = 100;

export interface BulkData {
  readonly share: SqliteShare;
  readonly accounts: number;
}

const { share, accounts: total } = workerData as BulkData;
const store = openSharedSqliteStore(share).direct();

function* chunks(): Generator<string[]> {
  for (let first = 0; first < total; first += CHUNK_ACCOUNTS) {
    const size = Math.min(CHUNK_ACCOUNTS, total - first);
    yield Array.from({ length: size }, (_, place) => accountId(first + place));
  }
}

async function chargeAll(run: string): Promise<void> {
  await commitChunks({
    chunks: chunks(),
    async commit(ids) {
      const found = await store.getMany(accounts, ids);
      const at = Date.now();
      const writes = found.flatMap((account) => charge(account, run, at));
      return store.commit(writes, [], { bulk: true });
    },
  });
}

parentPort?.on("message", (run: string) => {
  void chargeAll(run).then(() => parentPort?.postMessage(run));
});
parentPort?.postMessage("ready");
