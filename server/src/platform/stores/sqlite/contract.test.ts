import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Collection } from "@warmline/shared/store/collection.ts";
import { storeContract, type OpenedStore } from "@warmline/shared/store/contract.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { chainContract } from "../chain-contract.ts";
import { openSqliteStore } from "./open.ts";

storeContract("SQLite", open);
chainContract("SQLite", open);

async function open(collections: readonly Collection[]): Promise<OpenedStore> {
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
}
