import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeContract } from "@warmline/shared/store/contract.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { openSqliteStore } from "./open.ts";

storeContract("SQLite", async (collections) => {
  const folder = mkdtempSync(join(tmpdir(), "warmline-"));
  const stores: Store[] = [];
  const reopen = async () => {
    const store = await openSqliteStore({
      file: join(folder, "store.db"),
      collections,
      onFollowerError: () => {},
    });
    stores.push(store);
    return store;
  };
  return {
    store: await reopen(),
    reopen,
    async cleanup() {
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
