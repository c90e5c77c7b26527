import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import { StoreUnavailable } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { createInProcessNotifier } from "../../notifier/in-process.ts";
import { createCommitter, readHead, type Committer } from "./committer.ts";
import { connect, type Connection } from "./connection.ts";
import { declare } from "./schema.ts";

const notes = collection<Stored & { description: string }>("notes");
const undeclared = collection<Stored>("undeclared");

let folder: string;
let connection: Connection;
let committer: Committer;
let rings: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmline-"));
  connection = connect(join(folder, "store.db"), 1_000);
  declare(connection.database, [notes]);
  const notifier = createInProcessNotifier();
  rings = 0;
  notifier.onNotify(() => rings++);
  committer = createCommitter(connection, notifier);
});

afterEach(async () => {
  await committer.close();
  connection.close();
  rmSync(folder, { recursive: true });
});

const note = (id: string, description = "") => insert(notes, { id, description });
const ids = () =>
  connection
    .prepare("SELECT id FROM notes ORDER BY id")
    .all()
    .map(({ id }) => id);

test("commits of one turn share a transaction and ring once", async () => {
  const results = await Promise.all(["a", "b", "c"].map((id) => committer.commit([note(id)])));
  expect(results).toEqual([1, 2, 3].map((position) => ({ ok: true, position })));
  expect(rings).toBe(1);
});

test("a commit that breaks takes none of its turn with it", async () => {
  const results = await Promise.allSettled([
    committer.commit([note("a")]),
    committer.commit([note("b"), insert(undeclared, { id: "x" })]),
    committer.commit([note("c")]),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(results[1]).toMatchObject({ reason: { message: expect.stringMatching(/no such table/) } });
  expect(ids()).toEqual(["a", "c"]);
  expect(readHead(connection)).toBe(2);
});

test("a full disk is StoreUnavailable, writes nothing, and passes with room", async () => {
  const pages = connection.database.prepare("PRAGMA page_count").get()?.["page_count"];
  connection.database.exec(`PRAGMA max_page_count = ${Number(pages) + 8}`);
  const big = note("big", "暖".repeat(100_000));
  const results = await Promise.allSettled([
    committer.commit([note("a")]),
    committer.commit([big]),
  ]);
  for (const result of results) {
    expect(result).toMatchObject({ status: "rejected", reason: expect.any(StoreUnavailable) });
  }
  expect([ids(), readHead(connection), rings]).toEqual([[], 0, 0]);
  connection.database.exec("PRAGMA max_page_count = 1000000");
  expect(await committer.commit([big])).toEqual({ ok: true, position: 1 });
});

test("many waiting writes are taken in several transactions, in order", async () => {
  const bulk = Array.from({ length: 10 }, (_, place) =>
    committer.commit(Array.from({ length: 900 }, (__, row) => note(`${place}-${row}`))),
  );
  expect(await Promise.all(bulk)).toEqual(
    bulk.map((_, place) => ({ ok: true, position: place + 1 })),
  );
  expect(rings).toBeGreaterThan(1);
});
