import { randomUUID } from "node:crypto";
import { describe } from "vitest";
import { dropMongo, MONGO_URL } from "./domains/ledger/testing.ts";
import type { TestServer } from "./testing.ts";

/** For tests only: servers on each set of engines. */

const CLUSTER = {
  PROFILE: "cluster",
  MONGO_URL: MONGO_URL ?? "",
  REDIS_URL: process.env["WARMLINE_TEST_REDIS_URL"] ?? "",
};

/**
 * Declares the tests once for each set of engines; those that are not there are skipped. `settings`
 * are a server's, with a database of its own.
 */
export function onEachEngine(declare: (settings: Record<string, string>) => void): void {
  describe("on SQLite", () => {
    declare({});
  });
  describe.skipIf(MONGO_URL === undefined)("on MongoDB", () => {
    declare({ ...CLUSTER, MONGO_DATABASE: `warmline_test_${randomUUID().slice(0, 8)}` });
  });
}

/** With the database, which is not emptied otherwise. */
export async function closeAndDrop({ close, deps }: TestServer): Promise<void> {
  await close();
  if (deps.config.PROFILE === "cluster") await dropMongo(deps.config.MONGO_DATABASE);
}
