import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collection, type Collection, type Stored } from "@warmline/shared/store/collection.ts";
import { StoreUnavailable, type Store } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openSqliteStore } from "./open.ts";
import { column, quote } from "./schema.ts";

interface Case extends Stored {
  readonly state?: string;
  readonly due?: number;
  readonly phones?: readonly string[];
}

const bare = collection<Case>("cases");
const indexed = collection<Case>("cases", {
  indexes: { byState: ["state", "due"], byPhone: ["phones[]"] },
  unique: { due: ["due"] },
});
const entries = collection<Case>("entries", { appendOnly: true });

let folder: string;
let file: string;
let stores: Store[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmline-"));
  file = join(folder, "store.db");
  stores = [];
});

afterEach(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

async function open(collections: readonly Collection[], waitMs = 5_000): Promise<Store> {
  const store = await openSqliteStore({ file, collections, waitMs });
  stores.push(store);
  return store;
}

function raw<T>(work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const partsOf = (database: DatabaseSync) =>
  database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL AND name LIKE 'cases%' ORDER BY name",
    )
    .all()
    .map(({ name }) => String(name));

test("a sparse index holds only documents that have its first field", async () => {
  const sparse = collection<Case>("cases", { indexes: { byDue: ["due"] }, sparse: ["byDue"] });
  const store = await open([sparse]);
  await store.commit([
    insert(sparse, { id: "without", state: "new" }),
    insert(sparse, { id: "with", due: 1 }),
  ]);
  const all = `SELECT id FROM cases INDEXED BY ${quote("cases.byDue")}`;
  const due = `${all} WHERE ${column("due")} NOT NULL`;
  expect(raw((database) => database.prepare(due).all())).toEqual([{ id: "with" }]);
  expect(() => raw((database) => database.prepare(all).all())).toThrow(/no query solution/);
});

describe("append-only in the engine", () => {
  test.each([
    ["UPDATE entries SET body = '{}'", "entries is append-only"],
    ["DELETE FROM entries", "entries is append-only"],
    ["UPDATE commit_log SET writes = '[]'", "commit_log is append-only"],
    ["DELETE FROM commit_log WHERE position = 1", "commit_log is append-only"],
  ])("%s is refused to every program", async (sql, message) => {
    const store = await open([entries]);
    await store.commit([insert(entries, { id: "1", state: "kept" })]);
    raw((database) => expect(() => database.exec(sql)).toThrow(message));
    expect(await store.get(entries, "1")).toMatchObject({ state: "kept" });
  });
});

describe("declarations", () => {
  const documents: Case[] = Array.from({ length: 50 }, (_, place) => ({
    id: `c${place}`,
    rev: 1,
    state: ["new", "closed"][place % 2],
    due: place,
    phones: [`+86${place % 5}`, `+86${place}`],
  }));

  test("an index declared later is filled from the documents already there", async () => {
    const first = await open([bare]);
    await first.commit(documents.map((document) => insert(bare, document)));
    await first.close();
    const store = await open([indexed]);
    const closed = await store.find(indexed, { index: "byState", where: { state: "closed" } });
    expect(closed).toEqual(documents.filter(({ state }) => state === "closed"));
    const phoned = await store.count(indexed, { index: "byPhone", where: { phones: "+863" } });
    expect(phoned).toBe(10);
    expect(await store.commit([insert(indexed, { id: "late", due: 7 })])).toMatchObject({
      conflict: { key: "due" },
    });
  });

  test("what is declared no longer is dropped, and the documents stay", async () => {
    const first = await open([indexed]);
    await first.commit(documents.map((document) => insert(indexed, document)));
    await first.close();
    const changed = collection<Case>("cases", { indexes: { byState: ["due"] } });
    const store = await open([changed]);
    expect(raw(partsOf)).toEqual(["cases", "cases.byState"]);
    expect(await store.find(changed, { index: "byState", from: 10, to: 13 })).toEqual(
      documents.slice(10, 13),
    );
    await store.close();
    await open([bare]);
    expect(raw(partsOf)).toEqual(["cases"]);
  });

  test("opening again changes nothing in the file", async () => {
    await (await open([indexed, entries])).close();
    const version = () => raw((database) => database.prepare("PRAGMA schema_version").get());
    const before = version();
    await open([indexed, entries]);
    expect(version()).toEqual(before);
  });

  test("a file of a newer version is refused", async () => {
    raw((database) => database.exec("PRAGMA user_version = 99"));
    await expect(open([bare])).rejects.toThrow(/version 99.*use the newer program/);
  });

  test("a file that is no database is refused", async () => {
    writeFileSync(file, "家里暖气不热".repeat(1_000));
    await expect(open([bare])).rejects.toThrow(/not a database/);
  });

  test("a folder that is not there is StoreUnavailable", async () => {
    file = join(folder, "missing", "store.db");
    await expect(open([bare])).rejects.toThrow(StoreUnavailable);
  });
});

describe("a file locked by another program", () => {
  test("commits wait for it and go through", async () => {
    const store = await open([indexed]);
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    const commits = ["a", "b"].map((id) => store.commit([insert(indexed, { id })]));
    expect(await store.get(indexed, "a")).toBeNull();
    // The thread has met the lock by now; from here on the way is free.
    await new Promise((resolve) => setTimeout(resolve, 20));
    other.exec("ROLLBACK");
    other.close();
    expect((await Promise.all(commits)).map(({ ok }) => ok)).toEqual([true, true]);
  });

  test("after the wait they are refused clearly, and later ones go on", async () => {
    const store = await open([indexed], 60);
    const other = new DatabaseSync(file);
    other.exec("BEGIN EXCLUSIVE");
    const lost = store.commit([insert(indexed, { id: "lost" })]);
    await expect(lost).rejects.toThrow(StoreUnavailable);
    other.exec("ROLLBACK");
    other.close();
    expect((await store.commit([insert(indexed, { id: "later" })])).ok).toBe(true);
    expect(await store.head()).toBe(1);
    expect(await store.get(indexed, "lost")).toBeNull();
  });

  test("closing waits for the commits already asked for", async () => {
    const store = await open([indexed]);
    const commits = ["a", "b", "c"].map((id) => store.commit([insert(indexed, { id })]));
    await store.close();
    expect((await Promise.all(commits)).every(({ ok }) => ok)).toBe(true);
    const again = await open([indexed]);
    expect(await again.head()).toBe(3);
  });
});
