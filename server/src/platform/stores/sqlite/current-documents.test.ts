import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { commitGroup } from "./commit-group.ts";
import { connectReader, connectWriter } from "./connection.ts";
import { openSqliteStore } from "./open.ts";
import { createRememberingReader, type RememberingReader } from "./remembering-reader.ts";

interface Counter extends Stored {
  readonly name: string;
  readonly value: number;
}
const counters = collection<Counter>("counters", {
  indexes: { byValue: ["value"] },
  unique: { name: ["name"] },
});
const PAIR = ["a", "b"];

let folder: string;
let store: Store;
/** As another process would open the same file. */
let other: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "warmline-"));
  const options = { file: join(folder, "store.db"), collections: [counters] };
  store = await openSqliteStore(options);
  other = await openSqliteStore(options);
  await store.commit(PAIR.map((id) => insert(counters, { id, name: `n-${id}`, value: 0 })));
});

afterEach(async () => {
  await store.close();
  await other.close();
  rmSync(folder, { recursive: true });
});

async function raise(by: Store, ids: readonly string[] = PAIR): Promise<void> {
  const found = await by.getMany(counters, ids);
  const next = found.map((one) => replace(counters, one, { ...one, value: one.value + 1 }));
  expect(await by.commit(next)).toMatchObject({ ok: true });
}
const valuesOf = (documents: readonly (Counter | null)[]) => documents.map((one) => one?.value);

test("every read sees what another process has committed before it", async () => {
  for (let round = 1; round <= 15; round++) {
    await raise(other);
    expect((await store.get(counters, "a"))?.value).toBe(round);
    const [byName] = await store.find(counters, { index: "name", where: { name: "n-b" } });
    expect(byName).toMatchObject({ value: round, rev: round + 1 });
    expect(valuesOf(await store.getMany(counters, PAIR))).toEqual([round, round]);
  }
});

test("commits of both, one after the other, are all seen", async () => {
  for (let round = 1; round <= 15; round++) {
    await raise(round % 2 === 0 ? store : other);
    expect(valuesOf(await store.getMany(counters, PAIR))).toEqual([round, round]);
    expect(valuesOf(await other.getMany(counters, PAIR))).toEqual([round, round]);
  }
});

test("a document read again is the same object until somebody writes it", async () => {
  const [first, second] = [await store.get(counters, "a"), await store.get(counters, "a")];
  expect(second).toBe(first);
  const [found] = await store.find(counters, { index: "name", where: { name: "n-a" } });
  expect(found).toBe(first);
  await raise(other, ["b"]);
  expect(await store.get(counters, "a")).toBe(first);
  await raise(other, ["a"]);
  expect(await store.get(counters, "a")).toEqual({ id: "a", name: "n-a", value: 1, rev: 2 });
});

test("a key that was not there is found as soon as it is", async () => {
  const find = () => store.find(counters, { index: "name", where: { name: "n-c" } });
  expect([await find(), await store.get(counters, "c")]).toEqual([[], null]);
  await other.commit([insert(counters, { id: "c", name: "n-c", value: 7 })]);
  expect([await find(), await store.get(counters, "c")]).toEqual([
    [expect.objectContaining({ value: 7 })],
    expect.objectContaining({ value: 7 }),
  ]);
});

test("many commits of others at once, and large ones, are seen as well", async () => {
  const many = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, place) =>
      insert(counters, { id: `${prefix}${place}`, name: `${prefix}${place}`, value: 0 }),
    );
  await store.getMany(counters, PAIR);
  await raise(other);
  await Promise.all(many("s", 300).map((write) => other.commit([write])));
  expect(valuesOf(await store.getMany(counters, [...PAIR, "s299"]))).toEqual([1, 1, 0]);
  await store.commit(many("m", 2_000));
  await raise(other, [...PAIR, "m7"]);
  expect(valuesOf(await store.getMany(counters, ["a", "m7"]))).toEqual([2, 1]);
});

test("a pair written together is read together, however the two processes alternate", async () => {
  let writing = true;
  const writer = (async () => {
    for (let round = 0; round < 60; round++) await raise(other);
    writing = false;
  })();
  let reads = 0;
  while (writing) {
    // One of the two may be known and the other not.
    if (reads % 3 === 0) await store.get(counters, "a");
    const [a, b] = valuesOf(await store.getMany(counters, PAIR));
    expect(a).toBe(b);
    reads += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writer;
  expect(reads).toBeGreaterThan(10);
});

describe("in one call, what is remembered is never older than what was read before it", () => {
  const byValue = { index: "byValue", where: { value: 1 } };
  const READS: readonly (readonly [string, (reader: RememberingReader) => number])[] = [
    ["a document", (reader) => reader.get(counters, "c")?.value ?? 0],
    ["documents", (reader) => reader.getMany(counters, ["c", "none"])[0]?.value ?? 0],
    ["a find", (reader) => reader.find(counters, byValue).length],
    ["a find by a unique key", (reader) => reader.find(counters, NAMED_C).length],
    ["a count", (reader) => reader.count(counters, byValue)],
    ["a sum", (reader) => reader.group(counters, { ...byValue, by: [] })[0]?.count ?? 0],
  ];
  const NAMED_C = { index: "name", where: { name: "n-c" } };

  test.each(READS)("%s", (_, read) => {
    const file = join(folder, "store.db");
    const [connection, elsewhere] = [connectReader(file), connectWriter(file, 1_000)];
    const reader = createRememberingReader(connection);
    const [a] = reader.getMany(counters, PAIR);
    expect(a?.value).toBe(0);
    // Another process commits while this call goes on.
    const both = [
      insert(counters, { id: "c", name: "n-c", value: 1 }),
      replace(counters, a!, { ...a!, value: 1 }),
    ];
    const commits = [{ writes: both, guards: [] }];
    expect(commitGroup(elsewhere, 1_000, () => commits.shift())).toMatchObject([
      { result: { ok: true } },
    ]);
    expect(read(reader)).toBeGreaterThan(0);
    expect(reader.get(counters, "a")?.value).toBe(1);
    connection.close();
    elsewhere.close();
  });
});

test("closed, it answers nothing that it still knows", async () => {
  await store.get(counters, "a");
  await store.close();
  await expect(store.get(counters, "a")).rejects.toThrow("SQLite");
});
