import { describe, expect, test } from "vitest";
import type { LogEntry, Store } from "../port.ts";
import { insert, replace } from "../write.ts";
import { collector, counters, facts, fixture, positionOf, type OpenStore } from "./fixture.ts";

export function logContract(name: string, open: OpenStore): void {
  describe(`${name}: log`, () => {
    const opened = fixture(open);
    reading(() => opened().store);
    following(opened);
    handlers(() => opened().store);
  });
}

let lastId = 0;
const fact = () => insert(facts, { id: `log-${++lastId}`, stream: "log", seq: lastId });
const positions = (entries: readonly LogEntry[]) => entries.map(({ position }) => position);
const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, place) => first + place);

async function commitMany(store: Store, count: number): Promise<number> {
  const results = await Promise.all(Array.from({ length: count }, () => store.commit([fact()])));
  return Math.max(...results.map(positionOf));
}

function reading(store: () => Store): void {
  test("an empty log has head 0", async () => {
    expect(await store().head()).toBe(0);
    expect(await store().read(0, 10)).toEqual([]);
  });

  test("holds every write of every commit in order, and no lost one", async () => {
    const counter = { id: "log", value: 1 };
    const first = [insert(counters, counter), fact()];
    expect(positionOf(await store().commit(first))).toBe(1);
    await store().commit([insert(counters, counter)]);
    await store().commit([replace(counters, { ...counter, rev: 1 }, { ...counter, value: 2 })]);
    expect(await store().read(0, 10)).toMatchObject([
      {
        position: 1,
        writes: [
          { collection: "counters", id: "log", rev: 1 },
          { collection: "facts", id: first[1]!.id, rev: 1 },
        ],
      },
      { position: 2, writes: [{ collection: "counters", id: "log", rev: 2 }] },
    ]);
    expect(await store().head()).toBe(2);
  });

  test("positions are contiguous under concurrent commits, page by page", async () => {
    const head = await commitMany(store(), 120);
    const pages: LogEntry[] = [];
    for (;;) {
      const page = await store().read(pages.at(-1)?.position ?? 0, 7);
      expect(page.length).toBeLessThanOrEqual(7);
      if (page.length === 0) break;
      pages.push(...page);
    }
    expect(positions(pages)).toEqual(range(1, head));
    expect(await store().head()).toBe(head);
    const writes = pages.flatMap((entry) => entry.writes.map(({ id, rev }) => `${id}@${rev}`));
    expect(new Set(writes).size).toBe(writes.length);
    expect(await store().read(head - 2, 10)).toEqual(pages.slice(-2));
  });
}

function following(opened: ReturnType<typeof fixture>): void {
  test("a follower sees the past, then what comes, each once and in order", async () => {
    const { store } = opened();
    const past = await commitMany(store, 30);
    const { seen, handle, reached } = collector();
    const follower = store.follow(0, handle);
    await reached(past);
    const last = await commitMany(store, 30);
    await reached(last);
    await follower.stop();
    expect(positions(seen)).toEqual(range(1, last));
    expect(follower.position).toBe(last);
    expect(seen).toEqual([...(await store.read(0, 10_000))]);
  });

  test("a follower that stopped goes on exactly where it was", async () => {
    const { store } = opened();
    const start = await store.head();
    const { seen, handle, reached } = collector();
    let position = start;
    let last = start;
    for (let round = 0; round < 5; round++) {
      const follower = store.follow(position, handle);
      last = await commitMany(store, 10);
      if (round % 2 === 0) await reached(last);
      await follower.stop();
      position = follower.position;
      expect(seen.at(-1)?.position ?? start).toBe(position);
    }
    const follower = store.follow(position, handle);
    await reached(last);
    await follower.stop();
    expect(positions(seen)).toEqual(range(start + 1, last));
  });

  test("a follower sees what another store over the same data commits", async () => {
    const { store, reopen } = opened();
    const other = await reopen();
    const start = await store.head();
    const { seen, handle, reached } = collector();
    const follower = store.follow(start, handle);
    const last = await commitMany(other, 20);
    await reached(last);
    await follower.stop();
    expect(positions(seen)).toEqual(range(start + 1, last));
    const late = await other.get(facts, seen.at(-1)!.writes[0]!.id);
    expect(late?.rev).toBe(1);
    await other.close();
  });

  test("closing the store stops its followers", async () => {
    const { reopen } = opened();
    const other = await reopen();
    const { seen, handle, reached } = collector();
    other.follow(0, handle);
    await reached(1);
    await other.close();
    const known = seen.length;
    await commitMany(opened().store, 3);
    expect(seen).toHaveLength(known);
  });
}

function handlers(store: () => Store): void {
  test("what a handler threw at comes again commit by commit, each once handled", async () => {
    const start = await store().head();
    const last = await commitMany(store(), 20);
    const batches: number[][] = [];
    const { seen, handle, reached } = collector();
    const follower = store().follow(start, async (batch) => {
      batches.push(positions(batch));
      if (batches.length < 3) throw new Error("expected by the test");
      await handle(batch);
    });
    await reached(last);
    await follower.stop();
    expect(batches.slice(1, 4)).toEqual([[start + 1], [start + 1], [start + 2]]);
    expect(positions(seen)).toEqual(range(start + 1, last));
  });

  test("a commit that cannot be handled stops none before it, and is told", async () => {
    const start = await store().head();
    await commitMany(store(), 5);
    const { handle, reached, seen } = collector();
    const follower = store().follow(
      start,
      async (batch) => {
        if (positions(batch).includes(start + 3)) throw new Error("expected by the test");
        await handle(batch);
      },
      { name: "index" },
    );
    await reached(start + 2);
    let state = store().followers()[0];
    while (state?.failing?.position !== start + 3) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      [state] = store().followers();
    }
    expect(state).toMatchObject({
      name: "index",
      position: start + 2,
      failing: { position: start + 3, message: "expected by the test" },
    });
    await follower.stop();
    expect(positions(seen)).toEqual([start + 1, start + 2]);
    expect(store().followers()).toEqual([]);
  });

  test("where it was said so, it is passed over after some tries", async () => {
    const start = await store().head();
    const last = await commitMany(store(), 5);
    let tries = 0;
    const { handle, reached, seen } = collector();
    const follower = store().follow(
      start,
      async (batch) => {
        const poisoned = positions(batch).includes(start + 3);
        if (poisoned && batch.length === 1) tries += 1;
        if (poisoned) throw new Error("expected by the test");
        await handle(batch);
      },
      { skipAfter: 2 },
    );
    await reached(last);
    await follower.stop();
    expect(positions(seen)).toEqual(range(start + 1, last).filter((one) => one !== start + 3));
    expect(tries).toBe(2);
  });

  test("never two batches at once, and stop waits for the one in hand", async () => {
    const start = await store().head();
    let running = 0;
    let most = 0;
    let release = () => {};
    let entered = () => {};
    const hold = new Promise<void>((resolve) => (release = resolve));
    const inside = new Promise<void>((resolve) => (entered = resolve));
    const follower = store().follow(start, async () => {
      most = Math.max(most, ++running);
      entered();
      await hold;
      running--;
    });
    await commitMany(store(), 1);
    await inside;
    await commitMany(store(), 20);
    let stopped = false;
    const stopping = follower.stop().then(() => (stopped = true));
    await store().head();
    await new Promise((resolve) => setImmediate(resolve));
    expect({ stopped, running, position: follower.position }).toEqual({
      stopped: false,
      running: 1,
      position: start,
    });
    release();
    await stopping;
    expect({ most, running }).toEqual({ most: 1, running: 0 });
    expect(follower.position).toBeGreaterThan(start);
  });
}
