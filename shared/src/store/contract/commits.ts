import { describe, expect, test } from "vitest";
import { StoreUnavailable, type Store } from "../port.ts";
import { insert, replace, type Write } from "../write.ts";
import { CONTRACT_COLLECTIONS, counters, facts, fixture, positionOf, things } from "./fixture.ts";
import type { OpenStore } from "./fixture.ts";

export function commitContract(name: string, open: OpenStore): void {
  describe(`${name}: commit`, () => {
    const opened = fixture(open);
    wholeCommits(() => opened().store);
    conflicts(() => opened().store);
    uniqueKeys(() => opened().store);
    numbersWithoutGaps(opened);
    brokenCommits(() => opened().store);
  });

  test(`${name}: a closed store refuses clearly`, async () => {
    const { store, cleanup } = await open(CONTRACT_COLLECTIONS);
    await store.close();
    await expect(store.commit([insert(things, { id: "a" })])).rejects.toThrow(StoreUnavailable);
    await expect(store.get(things, "a")).rejects.toThrow(StoreUnavailable);
    await cleanup();
  });
}

function wholeCommits(store: () => Store): void {
  test("writes every document, each with its next rev", async () => {
    const first = positionOf(
      await store().commit([
        insert(things, { id: "whole-a", kind: "flat" }),
        insert(facts, { id: "whole-f", stream: "whole", seq: 1 }),
      ]),
    );
    const [fact, thing] = await Promise.all([
      store().get(facts, "whole-f"),
      store().get(things, "whole-a"),
    ]);
    expect(fact).toEqual({ id: "whole-f", rev: 1, stream: "whole", seq: 1 });
    expect(thing).toEqual({ id: "whole-a", rev: 1, kind: "flat" });
    const second = await store().commit([replace(things, thing!, { id: "whole-a", rank: 5 })]);
    expect(second).toEqual({ ok: true, position: first + 1 });
    expect(await store().get(things, "whole-a")).toEqual({ id: "whole-a", rev: 2, rank: 5 });
  });

  test("writes nothing when one write loses, and the log does not move", async () => {
    await store().commit([insert(things, { id: "taken" })]);
    const head = await store().head();
    const lost = await store().commit([
      insert(things, { id: "nothing-a" }),
      insert(facts, { id: "nothing-f", stream: "nothing", seq: 1 }),
      insert(things, { id: "taken" }),
    ]);
    expect(lost).toEqual({
      ok: false,
      conflict: { kind: "rev", collection: "things", id: "taken" },
    });
    expect(await store().get(things, "nothing-a")).toBeNull();
    expect(await store().get(facts, "nothing-f")).toBeNull();
    expect(await store().head()).toBe(head);
  });

  test("one that loses does not hurt those asked for at the same moment", async () => {
    await store().commit([insert(things, { id: "same-moment" })]);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        store().commit([
          insert(counters, { id: `moment-${place}`, value: place }),
          insert(things, { id: place % 2 === 0 ? `moment-${place}` : "same-moment" }),
        ]),
      ),
    );
    expect(results.map(({ ok }) => ok)).toEqual(results.map((_, place) => place % 2 === 0));
    const ids = results.map((_, place) => `moment-${place}`);
    const kept = await store().getMany(counters, ids);
    expect(kept.map(({ value }) => value)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
  });

  test("takes 5,000 writes at once, or none of them", async () => {
    const many = Array.from({ length: 5_000 }, (_, place) =>
      insert(counters, { id: `many-${place}`, value: place }),
    );
    expect((await store().commit(many)).ok).toBe(true);
    const ids = many.map(({ id }) => id);
    const before = await store().getMany(counters, ids);
    expect(before.map(({ value }) => value)).toEqual(many.map((_, place) => place));
    const again = before.map((counter) => replace(counters, counter, { ...counter, value: -1 }));
    const lost = await store().commit(
      [...again, insert(counters, { id: "many-0", value: 0 })].slice(1),
    );
    expect(lost).toEqual({
      ok: false,
      conflict: { kind: "rev", collection: "counters", id: "many-0" },
    });
    expect(await store().getMany(counters, ids)).toEqual(before);
    expect((await store().commit(again)).ok).toBe(true);
    const after = await store().getMany(counters, ids);
    expect(after.every(({ rev, value }) => rev === 2 && value === -1)).toBe(true);
  });
}

function conflicts(store: () => Store): void {
  test("a newer rev wins, and a document that is not there is lost as well", async () => {
    await store().commit([insert(counters, { id: "rev", value: 0 })]);
    const read = (await store().get(counters, "rev"))!;
    const write = (value: number) => replace(counters, read, { id: "rev", value });
    const [first, second] = await Promise.all([
      store().commit([write(1)]),
      store().commit([write(2)]),
    ]);
    const losers = [first, second].filter(({ ok }) => !ok);
    const conflict = { kind: "rev", collection: "counters", id: "rev" };
    expect(losers).toEqual([{ ok: false, conflict }]);
    expect(await store().commit([write(3)])).toEqual({ ok: false, conflict });
    expect(await store().get(counters, "rev")).toEqual({
      id: "rev",
      rev: 2,
      value: first.ok ? 1 : 2,
    });
    const ghost = replace(counters, { id: "ghost", rev: 3, value: 0 }, { id: "ghost", value: 1 });
    expect(await store().commit([ghost])).toMatchObject({ ok: false, conflict: { id: "ghost" } });
  });

  test("the first losing write is named, in the order given", async () => {
    await store().commit([
      insert(things, { id: "order-a", source: "order", sourceId: "1" }),
      insert(counters, { id: "order-c", value: 0 }),
    ]);
    const unique = insert(things, { id: "order-b", source: "order", sourceId: "1" });
    const rev = insert(counters, { id: "order-c", value: 1 });
    expect(await store().commit([unique, rev])).toMatchObject({
      conflict: { kind: "unique", collection: "things", id: "order-b", key: "source" },
    });
    expect(await store().commit([rev, unique])).toMatchObject({
      conflict: { kind: "rev", collection: "counters", id: "order-c" },
    });
  });

  test("the same commit again loses to itself", async () => {
    const writes = [
      insert(facts, { id: "again", stream: "again", seq: 1 }),
      insert(counters, { id: "again", value: 1 }),
    ];
    expect((await store().commit(writes)).ok).toBe(true);
    expect(await store().commit(writes)).toEqual({
      ok: false,
      conflict: { kind: "rev", collection: "facts", id: "again" },
    });
  });
}

function uniqueKeys(store: () => Store): void {
  test("each unique key is named when it is taken", async () => {
    await store().commit([
      insert(things, { id: "unique-a", source: "wechat", sourceId: "甲", badge: 7 }),
    ]);
    const lost = async (write: Write) => {
      const result = await store().commit([write]);
      return result.ok ? "kept" : "key" in result.conflict ? result.conflict.key : "rev";
    };
    const same = { source: "wechat", sourceId: "甲" };
    expect(await lost(insert(things, { id: "unique-b", ...same }))).toBe("source");
    expect(await lost(insert(things, { id: "unique-b", badge: 7 }))).toBe("badge");
    expect(await lost(insert(things, { id: "unique-a", ...same, badge: 7 }))).toBe("rev");
    expect(await lost(insert(things, { id: "unique-b", ...same, badge: 7 }))).toBe("source");
    expect(await store().get(things, "unique-b")).toBeNull();
    const other = { source: "wechat", sourceId: "乙", badge: 8 };
    expect(await lost(insert(things, { id: "unique-b", ...other }))).toBe("kept");
  });

  test("a key is kept through later revisions", async () => {
    await store().commit([insert(things, { id: "kept-a", source: "kept", sourceId: "1" })]);
    const read = (await store().get(things, "kept-a"))!;
    expect((await store().commit([replace(things, read, { ...read, rank: 2 })])).ok).toBe(true);
    const second = insert(things, { id: "kept-b", source: "kept", sourceId: "1" });
    expect((await store().commit([second])).ok).toBe(false);
  });

  test("a key with a missing or null part does not hold", async () => {
    const halves = [{}, { source: "half" }, { source: null, sourceId: "1" }, { badge: null }];
    for (const [place, half] of [...halves, ...halves].entries()) {
      const result = await store().commit([insert(things, { id: `half-${place}`, ...half })]);
      expect(result.ok, JSON.stringify(half)).toBe(true);
    }
  });

  test("two writes of one commit cannot share a key", async () => {
    const twins = ["twin-a", "twin-b"].map((id) => insert(things, { id, badge: 4711 }));
    expect(await store().commit(twins)).toEqual({
      ok: false,
      conflict: { kind: "unique", collection: "things", id: "twin-b", key: "badge" },
    });
    expect(await store().get(things, "twin-a")).toBeNull();
  });

  test("of twenty commits with one key at the same moment, one is kept", async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        store().commit([
          insert(counters, { id: `race-${place}`, value: place }),
          insert(things, { id: `race-${place}`, source: "race", sourceId: "1" }),
        ]),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const kept = await store().getMany(
      counters,
      results.map((_, place) => `race-${place}`),
    );
    expect(kept).toHaveLength(1);
  });
}

/** Ten writers, half of them in another store over the same data, draw numbers from one counter. */
function numbersWithoutGaps(opened: ReturnType<typeof fixture>): void {
  const WRITERS = 10;
  const NUMBERS_EACH = 10;

  async function draw(store: Store, id: string): Promise<void> {
    for (;;) {
      const counter = (await store.get(counters, "tickets"))!;
      const value = counter.value + 1;
      const result = await store.commit([
        replace(counters, counter, { id: "tickets", value }),
        insert(facts, { id, stream: "tickets", seq: value }),
      ]);
      if (result.ok) return;
      expect(result.conflict).toEqual({ kind: "rev", collection: "counters", id: "tickets" });
    }
  }

  test("numbers drawn by contending writers have no gap and no repeat", async () => {
    const { store, reopen } = opened();
    const other = await reopen();
    await store.commit([insert(counters, { id: "tickets", value: 0 })]);
    const writer = async (place: number) => {
      for (let drawn = 0; drawn < NUMBERS_EACH; drawn++) {
        await draw(place % 2 === 0 ? store : other, `ticket-${place}-${drawn}`);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, place) => writer(place)));
    const drawn = await store.find(facts, {
      index: "byStream",
      where: { stream: "tickets" },
      limit: 1_000,
    });
    expect(drawn.map(({ seq }) => seq)).toEqual(
      Array.from({ length: WRITERS * NUMBERS_EACH }, (_, place) => place + 1),
    );
    await other.close();
  });
}

function brokenCommits(store: () => Store): void {
  const fact = { id: "frozen", stream: "frozen", seq: 1 };
  const change: Write = {
    collection: CONTRACT_COLLECTIONS.find(({ name }) => name === "facts")!,
    id: "frozen",
    readRev: 1,
    text: JSON.stringify(fact),
  };

  test.each([
    ["without writes", []],
    ["with one document twice", [1, 2].map((value) => insert(counters, { id: "two", value }))],
    ["that changes an append-only document", [change]],
    ["without an id", [insert(counters, { id: "", value: 1 })]],
  ])("a commit %s is a bug and throws", async (_, writes) => {
    await store().commit([insert(facts, fact)]);
    const head = await store().head();
    await expect(store().commit(writes)).rejects.toThrow(/assertion/);
    expect(await store().head()).toBe(head);
    expect(() => replace(facts, { ...fact, rev: 1 }, fact)).toThrow(/append-only/);
  });
}
