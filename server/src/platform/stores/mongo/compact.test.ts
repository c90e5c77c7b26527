import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { createInProcessBell } from "../../bell/in-process.ts";
import { createApplier } from "./apply.ts";
import { COMMITS, createCommitLog, type KeptCommit } from "./commit-log.ts";
import { createCompactor } from "./compact.ts";
import { connect, type Connection } from "./connection.ts";
import { createMarks, MARKS } from "./marks.ts";
import { openMongoStore } from "./open.ts";

interface Note extends Stored {
  readonly words: string;
  readonly badge?: number;
}
const notes = collection<Note>("notes", { unique: { badge: ["badge"] } });
const URL = process.env["WARMLINE_TEST_MONGO_URL"];
const COUNT = 450;

describe.skipIf(URL === undefined)("old commits on MongoDB", () => {
  const url = URL ?? "";
  let database: string;
  let raw: Connection;
  const opened: Store[] = [];

  beforeEach(async () => {
    database = `warmline_test_${randomUUID().slice(0, 8)}`;
    raw = await connect({ url, database, waitMs: 5_000 });
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await raw.database.dropDatabase();
    await raw.close();
  });

  async function open(): Promise<Store> {
    const store = await openMongoStore({
      url,
      database,
      collections: [notes],
      bell: createInProcessBell(),
    });
    opened.push(store);
    return store;
  }

  /** Commits 1 … COUNT: a note each with a badge; then one more revision of the first note. */
  async function written(store: Store): Promise<void> {
    const numbers = Array.from({ length: COUNT }, (_, place) => place + 1);
    await Promise.all(
      numbers.map((badge) => store.commit([insert(notes, { id: `n${badge}`, words: "a", badge })])),
    );
    const first = (await store.get(notes, "n1"))!;
    await store.commit([replace(notes, first, { ...first, words: "b" })]);
  }

  async function compact(head: number, keep: number, signal?: AbortSignal): Promise<void> {
    const log = createCommitLog(raw.database);
    const applier = createApplier(raw.database, log);
    const marks = createMarks(raw.database, "compacted");
    await createCompactor({ log, applier, marks, head: () => head, keep }).run(signal);
  }

  async function positionsWithBodies(): Promise<number[]> {
    const all = await raw.database.collection<KeptCommit>(COMMITS).find().toArray();
    return all
      .filter(({ writes }) => writes.some(({ body }) => body !== undefined))
      .map(({ _id }) => _id)
      .toSorted((one, two) => one - two);
  }

  test("lose their bodies, but nothing that anybody reads or claims", async () => {
    const store = await open();
    await written(store);
    const lagging = await open();
    const head = await store.head();
    const before = await store.read(0, 1_000);
    await compact(head, 30);
    expect(await positionsWithBodies()).toEqual(
      Array.from({ length: 30 }, (_, place) => head - 29 + place),
    );
    for (const one of [lagging, await open()]) {
      expect(await one.head()).toBe(head);
      expect(await one.read(0, 10)).toEqual(before.slice(0, 10));
      expect(await one.get(notes, "n1")).toMatchObject({ rev: 2, words: "b", badge: 1 });
      const badge = await one.commit([insert(notes, { id: "other", words: "x", badge: 2 })]);
      expect(badge).toMatchObject({ ok: false, conflict: { kind: "unique", key: "badge" } });
      const again = await one.commit([insert(notes, { id: "n3", words: "x" })]);
      expect(again).toMatchObject({ ok: false, conflict: { kind: "rev", id: "n3" } });
    }
    // Even where no mark says what is applied, looking finds it.
    await raw.database.collection(MARKS).drop();
    expect(await (await open()).head()).toBe(head);
  });

  test("keep them until what a dead writer left is in its collection", async () => {
    const store = await open();
    await written(store);
    const head = await store.head();
    await raw.database.collection<{ _id: string }>("notes").deleteOne({ _id: "n7" });
    await compact(head, 0);
    expect(await positionsWithBodies()).toEqual([]);
    expect(await store.get(notes, "n7")).toEqual({ id: "n7", rev: 1, words: "a", badge: 7 });
  });

  test("go on where they were cut short, and twice is once", async () => {
    const store = await open();
    await written(store);
    const head = await store.head();
    const stopped = new AbortController();
    const running = compact(head, 0, stopped.signal);
    stopped.abort();
    await running;
    await Promise.all([compact(head, 100), compact(head, 100)]);
    expect(await positionsWithBodies()).toHaveLength(100);
    await compact(head, 0);
    expect(await positionsWithBodies()).toEqual([]);
  });

  test("say so where collections were lost that they could have restored", async () => {
    const store = await open();
    await written(store);
    const head = await store.head();
    await store.close();
    await compact(head, 0);
    for (const name of ["notes", MARKS]) await raw.database.collection(name).drop();
    await expect(open()).rejects.toThrow(/older backup/);
  });
});
