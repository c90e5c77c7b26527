import { randomUUID } from "node:crypto";
import { describe } from "vitest";
import { storeContract } from "@warmline/shared/store/contract.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { createInProcessBell } from "../../bell/in-process.ts";
import { connect } from "./connection.ts";
import { openMongoStore } from "./open.ts";

const URL = process.env["WARMLINE_TEST_MONGO_URL"];

describe.skipIf(URL === undefined)("on MongoDB", () => {
  storeContract("MongoDB", async (collections) => {
    const [url, database] = [URL!, `warmline_test_${randomUUID().slice(0, 8)}`];
    const bell = createInProcessBell();
    const stores: Store[] = [];
    const reopen = async () => {
      const onFollowerError = () => {};
      const store = await openMongoStore({ url, database, collections, bell, onFollowerError });
      stores.push(store);
      return store;
    };
    return {
      store: await reopen(),
      reopen,
      async cleanup() {
        for (const store of stores) await store.close();
        await drop(url, database);
        await bell.close();
      },
    };
  });
});

async function drop(url: string, database: string): Promise<void> {
  const connection = await connect({ url, database, waitMs: 5_000 });
  await connection.database.dropDatabase();
  await connection.close();
}
