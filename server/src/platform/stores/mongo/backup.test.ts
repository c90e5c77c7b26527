import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import { collection, type Collection, type Stored } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openGridFsFiles } from "../../files/gridfs.ts";
import { makeBackup, restoreBackup } from "../backup.ts";
import { verifyStore } from "../verify-store.ts";
import { databaseBackups } from "./backup.ts";
import { connect } from "./connection.ts";
import { MONGO_URL, notes, ownDatabase } from "./testing.ts";

interface Pictured extends Stored {
  readonly pictures: readonly { readonly file: string }[];
}
const pictured = collection<Pictured>("pictured", { files: "pictures.file" });
const collections = [notes, pictured] as Collection[];

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
    const store = await own.open({ collections });
    for (const id of ["a", "b", "c"]) await store.commit([insert(notes, { id, description: id })]);
    const files = await openGridFsFiles({ url, database: own.raw.databaseName });
    await files.put("photo-00000001", Buffer.from("picture"), "image/png");
    await files.close();
    const target = join(folder, "backup");
    const engine = databaseBackups({ url, database: own.raw.databaseName, collections });
    const manifest = await makeBackup(target, engine, EPOCH, quiet);
    const anchor = await store.anchor();
    expect(manifest).toMatchObject({ engine: "mongo", files: 1, missing: [], anchor });
    return target;
  }

  test("is restored whole, with its files", async () => {
    const target = await made();
    const manifest = await restoreBackup(
      target,
      databaseBackups({ url, database: other, collections }),
      quiet,
    );
    const store = await own.open({ database: other, collections });
    const { anchor } = manifest;
    const report = await verifyStore(store, collections, { anchor });
    expect(report).toMatchObject({ commits: 3, documents: 3, findings: [] });
    const files = await openGridFsFiles({ url, database: other });
    expect((await files.get("photo-00000001"))?.content.toString()).toBe("picture");
    await files.close();
  }, 30_000);

  test("says which files are named and not in it, made and restored", async () => {
    const store = await own.open({ collections });
    const pictures = [{ file: "photo-00000001" }, { file: "photo-00000002" }];
    await store.commit([insert(pictured, { id: "p", pictures })]);
    const files = await openGridFsFiles({ url, database: own.raw.databaseName });
    await files.put("photo-00000001", Buffer.from("picture"), "image/png");
    await files.close();
    const target = join(folder, "backup");
    const engine = databaseBackups({ url, database: own.raw.databaseName, collections });
    const missing = ["pictured/p: photo-00000002"];
    expect(await makeBackup(target, engine, EPOCH, quiet)).toMatchObject({ files: 1, missing });
    const into = databaseBackups({ url, database: other, collections });
    expect(await restoreBackup(target, into, quiet)).toMatchObject({ missing });
  }, 30_000);

  test("that is not what was committed is not restored, and cannot be opened", async () => {
    const target = await made();
    const dump = join(target, "dump.jsonl.gz");
    const changed = gunzipSync(await readFile(dump))
      .toString()
      .replace('"description":"b"', '"description":"x"');
    await writeFile(dump, gzipSync(changed));
    const into = databaseBackups({ url, database: other, collections });
    await expect(restoreBackup(target, into, quiet)).rejects.toThrow(
      /notes\/b is not what commit 2/,
    );
    await expect(own.open({ database: other, collections })).rejects.toThrow(/restored halfway/);
  }, 30_000);

  test("goes into an empty database only; what a restore left halfway is begun anew", async () => {
    const target = await made();
    const into = databaseBackups({ url, database: own.raw.databaseName, collections });
    await expect(restoreBackup(target, into, quiet)).rejects.toThrow(/is in use/);
    const connection = await connect({ url, database: other, waitMs: 5_000 });
    const cut = { ...databaseBackups({ url, database: other, collections }) };
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
    await expect(
      restoreDatabase(connection.database, lines, async () => undefined),
    ).rejects.toThrow("killed");
    await connection.close();
    await expect(own.open({ database: other, collections })).rejects.toThrow(/restored halfway/);
    await restoreBackup(target, cut, quiet);
    const store = await own.open({ database: other, collections });
    expect((await verifyStore(store, collections)).findings).toEqual([]);
  }, 30_000);
});
