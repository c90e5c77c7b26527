import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openGridFsFiles } from "../../files/gridfs.ts";
import { makeBackup, restoreBackup } from "../backup.ts";
import { verifyStore } from "../verify-store.ts";
import { databaseBackups } from "./backup.ts";
import { connect } from "./connection.ts";
import { MONGO_URL, notes, ownDatabase } from "./testing.ts";

const quiet = () => undefined;

describe.skipIf(MONGO_URL === undefined)("a backup of a database", () => {
  const own = ownDatabase();
  const url = MONGO_URL ?? "";
  let folder: string;
  let other: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "warmline-backup-"));
    other = `warmline_test_${randomUUID().slice(0, 8)}`;
  });
  afterEach(async () => {
    const connection = await connect({ url, database: other, waitMs: 5_000 });
    await connection.database.dropDatabase();
    await connection.close();
    await rm(folder, { recursive: true });
  });

  async function made(): Promise<string> {
    const store = await own.open();
    for (const id of ["a", "b", "c"]) await store.commit([insert(notes, { id, description: id })]);
    const files = await openGridFsFiles({ url, database: own.raw.databaseName });
    await files.put("photo-00000001", Buffer.from("picture"), "image/png");
    await files.close();
    const target = join(folder, "backup");
    const engine = databaseBackups({ url, database: own.raw.databaseName });
    const manifest = await makeBackup(target, engine, EPOCH, quiet);
    expect(manifest).toMatchObject({ engine: "mongo", files: 1, anchor: await store.anchor() });
    return target;
  }

  test("is restored whole, with its files", async () => {
    const target = await made();
    const manifest = await restoreBackup(target, databaseBackups({ url, database: other }), quiet);
    const store = await own.open({ database: other });
    const { anchor } = manifest;
    const report = await verifyStore(store, [notes as Collection], { anchor });
    expect(report).toMatchObject({ commits: 3, documents: 3, findings: [] });
    const files = await openGridFsFiles({ url, database: other });
    expect((await files.get("photo-00000001"))?.content.toString()).toBe("picture");
    await files.close();
  }, 30_000);

  test("goes into an empty database only; what a restore left halfway is begun anew", async () => {
    const target = await made();
    const into = databaseBackups({ url, database: own.raw.databaseName });
    await expect(restoreBackup(target, into, quiet)).rejects.toThrow(/is in use/);
    const connection = await connect({ url, database: other, waitMs: 5_000 });
    const cut = { ...databaseBackups({ url, database: other }) };
    let told = 0;
    // Each line is told of: the third one is the last that a killed process reads.
    const { restoreDatabase, dumpDatabase } = await import("./dump.ts");
    const lines = (async function* () {
      for await (const line of dumpDatabase(own.raw)) {
        told += 1;
        if (told > 3) throw new Error("killed");
        yield line;
      }
    })();
    await expect(restoreDatabase(connection.database, lines)).rejects.toThrow("killed");
    await connection.close();
    await expect(own.open({ database: other })).rejects.toThrow(/restored halfway/);
    await restoreBackup(target, cut, quiet);
    const store = await own.open({ database: other });
    expect((await verifyStore(store, [notes as Collection])).findings).toEqual([]);
  }, 30_000);
});
