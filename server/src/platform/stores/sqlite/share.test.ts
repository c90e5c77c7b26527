import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import { OutcomeUnknown, StoreUnavailable, type Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { commitChunks } from "../commit-chunks.ts";
import { openSqliteStore } from "./open.ts";
import { openSharedSqliteStore } from "./share.ts";
import type { SqliteShare } from "./store.ts";

interface Counter extends Stored {
  readonly value: number;
}
const counters = collection<Counter>("counters");

let folder: string;
let file: string;
let store: Store;
let shared: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "warmline-"));
  file = join(folder, "store.db");
  store = await openSqliteStore({ file, collections: [counters] });
  shared = openSharedSqliteStore(store.share() as SqliteShare);
});

afterEach(async () => {
  await shared.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

const counter = (id: string) => insert(counters, { id, value: 0 });

/** Ends when told to: bulk commits of a hundred documents, as many as the store takes. */
async function runBulk(by: Store, ended: () => boolean): Promise<number> {
  let documents = 0;
  function* chunks() {
    while (!ended()) yield (documents += 100);
  }
  await commitChunks({
    chunks: chunks(),
    commit: (last) =>
      by.commit(
        Array.from({ length: 100 }, (_, place) => counter(`bulk-${last - place}`)),
        [],
        { bulk: true },
      ),
  });
  return documents;
}

test("both commit and read the same, and followers of both hear of it at once", async () => {
  const heard = new Promise<number>((resolve) => {
    store.follow(0, async (batch) => resolve(batch[0]!.position));
  });
  expect(await shared.commit([counter("a")])).toEqual({ ok: true, position: 1 });
  expect(await heard).toBe(1);
  const read = (await store.get(counters, "a"))!;
  expect(await store.commit([replace(counters, read, { id: "a", value: 1 })])).toMatchObject({
    position: 2,
  });
  expect(await shared.get(counters, "a")).toEqual({ id: "a", rev: 2, value: 1 });
  expect(await shared.commit([counter("a")])).toMatchObject({ ok: false });
});

test("a shared store can be shared on", async () => {
  const third = openSharedSqliteStore(shared.share() as SqliteShare);
  expect(await third.commit([counter("b")])).toMatchObject({ ok: true });
  expect(await store.get(counters, "b")).not.toBeNull();
  await third.close();
});

test("closing it drains it, and leaves the other open", async () => {
  const commits = ["a", "b", "c"].map((id) => shared.commit([counter(id)]));
  await shared.close();
  expect((await Promise.all(commits)).map(({ ok }) => ok)).toEqual([true, true, true]);
  await expect(shared.commit([counter("d")])).rejects.toThrow(StoreUnavailable);
  expect(await store.commit([counter("d")])).toMatchObject({ ok: true, position: 4 });
});

test("when the other is closed first, nothing is left waiting", async () => {
  await store.close();
  await expect(shared.commit([counter("a")])).rejects.toThrow(StoreUnavailable);
  expect(OutcomeUnknown.prototype).toBeInstanceOf(StoreUnavailable);
});

test("ordinary commits do not wait for a long run, in this process or another", async () => {
  const other = await openSqliteStore({ file, collections: [counters] });
  let ended = false;
  const running = runBulk(shared, () => ended);
  const positions: number[] = [];
  for (let place = 0; place < 10; place += 1) {
    for (const by of [store, other]) {
      const result = await by.commit([counter(`${by === store ? "own" : "other"}-${place}`)]);
      if (result.ok) positions.push(result.position);
    }
  }
  ended = true;
  const documents = await running;
  expect(positions).toHaveLength(20);
  expect(documents).toBeGreaterThan(1_000);
  expect(await store.head()).toBe(20 + documents / 100);
  await other.close();
});
