import {
  chmodSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import { StoreUnavailable, StoreUnusable } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { collections as all } from "../../../modules.ts";
import { portError } from "./connection.ts";
import { openSqliteStore } from "./open.ts";
import { openReadOnlySqliteStore } from "./read-only.ts";

interface Note extends Stored {
  readonly words: string;
}
const notes = collection<Note>("notes", { indexes: { byWords: ["words"] } });
const collections = [notes];
const PAGE = 4_096;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmline-"));
  file = join(folder, "store.db");
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

async function makeStore(documents: number): Promise<void> {
  const store = await openSqliteStore({ file, collections });
  const writes = Array.from({ length: documents }, (_, place) =>
    insert(notes, { id: `n${place}`, words: `${place}`.padEnd(200, "暖") }),
  );
  await store.commit(writes);
  await store.close();
}

/** Overwrites pages of the file, the first one being 1. */
function damage(first: number, count: number): void {
  const descriptor = openSync(file, "r+");
  writeSync(descriptor, Buffer.alloc(count * PAGE, 0xa5), 0, count * PAGE, (first - 1) * PAGE);
}

describe("a damaged file", () => {
  test("is said so when its first pages are", async () => {
    await makeStore(10);
    damage(2, 5);
    const store = await openSqliteStore({ file, collections });
    await expect(store.head()).rejects.toThrow(StoreUnusable);
    const commit = store.commit([insert(notes, { id: "late", words: "" })]);
    await expect(commit).rejects.toThrow(StoreUnusable);
    await store.close();
  });

  test("is said so, with the file and what to do, when a page of documents is", async () => {
    await makeStore(2_000);
    damage(60, 40);
    const store = await openSqliteStore({ file, collections });
    const reading = store.find(notes, { index: "byWords", limit: 2_000 });
    await expect(reading).rejects.toThrow(StoreUnusable);
    await expect(reading).rejects.toThrow(`${file} is damaged: restore it from a backup`);
    await store.close();
  });
});

test.each([
  [
    "that is no database",
    () => writeFileSync(file, "家里暖气不热".repeat(1_000)),
    /not a database/,
  ],
  ["of another program", () => new DatabaseSync(file).exec("CREATE TABLE a (b)"), /none of Warm/],
  ["that is not there", () => {}, /there is no .*store\.db/],
])("for reading, a file %s is refused and left as it is", (_, make, message) => {
  make();
  const before = contentsOf();
  expect(() => openReadOnlySqliteStore(file)).toThrow(message);
  expect(() => openReadOnlySqliteStore(file)).toThrow(StoreUnusable);
  expect(contentsOf()).toEqual(before);
});

function contentsOf(): string | null {
  try {
    return readFileSync(file, "base64");
  } catch {
    return null;
  }
}

test("opened for reading it reads what a server writes meanwhile, and writes nothing", async () => {
  await makeStore(5);
  const server = await openSqliteStore({ file, collections });
  const reader = openReadOnlySqliteStore(file);
  await server.commit([insert(notes, { id: "late", words: "later" })]);
  expect(await reader.get(notes, "late")).toMatchObject({ words: "later" });
  const commit = reader.commit([insert(notes, { id: "mine", words: "" })]);
  await expect(commit).rejects.toThrow(StoreUnavailable);
  await reader.close();
  await server.close();
});

test.each([
  [8, "may this process write the file and its folder"],
  [13, "is there room on the disk"],
  [14, "is its folder there"],
])("what SQLite means by %i is said in words", (errcode, words) => {
  const raw = Object.assign(new Error("as SQLite says it"), { errcode });
  const error = portError(raw, file) as Error;
  expect(error).toBeInstanceOf(StoreUnavailable);
  expect(error.message).toMatch(`${file}: as SQLite says it; ${words}`);
  expect(error.cause).toBe(raw);
});

test("a file of the version before is neither opened nor touched", async () => {
  const fixture = new URL("../../../../../tests/fixtures/store-2811743.sqlite.gz", import.meta.url);
  const old = gunzipSync(readFileSync(fixture));
  writeFileSync(file, old);
  const opened = openSqliteStore({ file, collections: [...all, notes] });
  await expect(opened).rejects.toThrow(/is of version 1, .*npm run upgrade/);
  expect(() => openReadOnlySqliteStore(file)).toThrow(/is of version 1, .*npm run upgrade/);
  expect(readFileSync(file).equals(old)).toBe(true);
});
