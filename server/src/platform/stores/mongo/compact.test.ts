import { describe, expect, test } from "vitest";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { createAged } from "./aged.ts";
import { createApplier } from "./apply.ts";
import { COMMITS, createCommitLog, type CommitDocument, type KeptCommit } from "./commit-log.ts";
import { createCompactor } from "./compact.ts";
import { createMarks, MARKS } from "./marks.ts";
import { keptName } from "./names.ts";
import { MONGO_URL, notes, ownDatabase } from "./testing.ts";

/** More than one step of compaction. */
const COUNT = 230;

describe.skipIf(MONGO_URL === undefined)("old commits on MongoDB", () => {
  const own = ownDatabase();

  /** Commits 1 … COUNT: a note each with a badge; then one more revision of the first note. */
  async function written(store: Store): Promise<void> {
    const numbers = Array.from({ length: COUNT }, (_, place) => place + 1);
    await Promise.all(
      numbers.map((badge) =>
        store.commit([insert(notes, { id: `n${badge}`, description: "a", badge })]),
      ),
    );
    const first = (await store.get(notes, "n1"))!;
    await store.commit([replace(notes, first, { ...first, description: "b" })]);
  }

  async function compact(head: number, keep: number, signal?: AbortSignal): Promise<void> {
    const log = createCommitLog(own.raw);
    const applier = createApplier(own.raw, log);
    const marks = createMarks(own.raw, "trimmed");
    const aged = { upTo: async () => head };
    await createCompactor({ log, applier, marks, aged, head: () => head, keep }).run(signal);
  }

  async function positionsWithBodies(): Promise<number[]> {
    const all = await own.raw.collection<KeptCommit>(COMMITS).find().toArray();
    return all
      .filter(({ writes }) => writes.some(({ body }) => body !== undefined))
      .map(({ _id }) => _id)
      .toSorted((one, two) => one - two);
  }

  test("lose bodies and claims, but nothing that anybody reads or holds", async () => {
    const store = await own.open();
    await written(store);
    const lagging = await own.open();
    const head = await store.head();
    const before = await store.read(0, 1_000);
    await compact(head, 30);
    const log = await own.raw.collection<CommitDocument>(COMMITS).find().sort({ _id: 1 }).toArray();
    expect(log.slice(0, 2).map(({ keys }) => keys)).toEqual([["#1"], ["#2"]]);
    expect(log.at(-2)?.keys).toEqual([`notes/n${COUNT}@1`, `notes.badge/[${COUNT}]`]);
    expect(await positionsWithBodies()).toEqual(
      Array.from({ length: 30 }, (_, place) => head - 29 + place),
    );
    for (const one of [lagging, await own.open()]) {
      expect(await one.head()).toBe(head);
      expect(await one.read(0, 10)).toEqual(before.slice(0, 10));
      expect(await one.get(notes, "n1")).toMatchObject({ rev: 2, description: "b", badge: 1 });
      const badge = await one.commit([insert(notes, { id: "other", description: "x", badge: 2 })]);
      expect(badge).toMatchObject({ ok: false, conflict: { kind: "unique", key: "badge" } });
      const again = await one.commit([insert(notes, { id: "n3", description: "x" })]);
      expect(again).toMatchObject({ ok: false, conflict: { kind: "rev", id: "n3" } });
    }
    // Even where no mark says what is applied, looking finds it.
    await own.raw.collection(MARKS).drop();
    expect(await (await own.open()).head()).toBe(head);
  });

  test("keep them until what a dead writer left is in its collection", async () => {
    const store = await own.open();
    await written(store);
    const head = await store.head();
    await own.raw.collection<{ _id: string }>("notes").deleteOne({ _id: "n7" });
    await compact(head, 0);
    expect(await positionsWithBodies()).toEqual([]);
    expect(await store.get(notes, "n7")).toEqual({ id: "n7", rev: 1, description: "a", badge: 7 });
  });

  test("go on where they were cut short, and twice is once", async () => {
    const store = await own.open();
    await written(store);
    const head = await store.head();
    const stopped = new AbortController();
    const running = compact(head, 0, stopped.signal);
    stopped.abort();
    await running;
    await Promise.all([compact(head, 50), compact(head, 50)]);
    expect(await positionsWithBodies()).toHaveLength(50);
    await compact(head, 0);
    expect(await positionsWithBodies()).toEqual([]);
  });

  test("say so where collections were lost that they could have restored", async () => {
    const store = await own.open();
    await written(store);
    const head = await store.head();
    await store.close();
    await compact(head, 0);
    for (const name of [keptName("notes"), MARKS]) await own.raw.collection(name).drop();
    await expect(own.open()).rejects.toThrow(/older backup/);
  });

  test("stay whole until they are old, by a clock that several nodes share", async () => {
    const DAY_MS = 24 * 60 * 60 * 1_000;
    let now = 0;
    const nodes = [1, 2].map(() => createAged(own.raw, DAY_MS, () => now));
    const old: number[][] = [];
    for (const [hours, head] of [
      [0, 100],
      [1, 200],
      [24, 300],
      [25, 400],
      [47, 500],
      [48, 600],
      [100, 700],
    ] as const) {
      now = hours * 60 * 60 * 1_000;
      old.push([hours, ...(await Promise.all(nodes.map((node) => node.upTo(head))))]);
    }
    expect(old).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [24, 100, 100],
      [25, 100, 100],
      [47, 100, 100],
      [48, 300, 300],
      [100, 600, 600],
    ]);
  });
});
