import { randomUUID } from "node:crypto";
import { connect } from "@warmline/server/platform/stores/mongo/connection.ts";

/** Where the engine of the tests is; undefined when there is none, and its suites are skipped. */
export const MONGO_URL = process.env["WARMLINE_TEST_MONGO_URL"];

/** A new name, so that nothing of anybody else's is touched. */
export function newDatabase(): string {
  return `warmline_test_${randomUUID().slice(0, 8)}`;
}

export async function dropDatabase(url: string, database: string): Promise<void> {
  const connection = await connect({ url, database, waitMs: 10_000 });
  await connection.database.dropDatabase();
  await connection.close();
}
