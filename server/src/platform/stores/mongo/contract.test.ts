import { randomUUID } from "node:crypto";
import { describe, vi } from "vitest";
import type { Collection } from "@warmline/shared/store/collection.ts";
import { storeContract, type OpenedStore } from "@warmline/shared/store/contract.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { chainContract } from "../chain-contract.ts";
import { connect } from "./connection.ts";
import { openMongoStore } from "./open.ts";

/** A stand-in for MongoDB; it compares text by UTF-16 unit, as Java does, and it is slow. */
const DOUBLE = process.env["WARMLINE_TEST_MONGO_SERVER"] === "mongo-java-server";
const URL = process.env["WARMLINE_TEST_MONGO_URL"];

vi.setConfig({ testTimeout: 120_000 });

describe.skipIf(URL === undefined)("on MongoDB", () => {
  storeContract("MongoDB", open, { byCodePoint: !DOUBLE });
  chainContract("MongoDB", open);
});

async function open(collections: readonly Collection[]): Promise<OpenedStore> {
  const [url, database] = [URL!, `warmline_test_${randomUUID().slice(0, 8)}`];
  const notifier = createInProcessNotifier();
  const stores: Store[] = [];
  const reopen = async () => {
    const onFollowerError = () => {};
    const store = await openMongoStore({
      url,
      database,
      collections,
      notifier,
      onFollowerError,
      waitMs: 60_000,
    });
    stores.push(store);
    return store;
  };
  return {
    store: await reopen(),
    reopen,
    async cleanup() {
      for (const store of stores) await store.close();
      await drop(url, database);
      await notifier.close();
    },
  };
}

async function drop(url: string, database: string): Promise<void> {
  const connection = await connect({ url, database, waitMs: 5_000 });
  await connection.database.dropDatabase();
  await connection.close();
}
