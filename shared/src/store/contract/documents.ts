import { describe, expect, test } from "vitest";
import { insert, replace } from "../write.ts";
import type { Store } from "../port.ts";
import { fixture, things } from "./fixture.ts";
import type { OpenStore } from "./fixture.ts";

const WORDS: Readonly<Record<string, unknown>> = {
  "nothing at all": null,
  "empty text": "",
  Chinese: "家里暖气不热，从昨晚开始",
  "rare characters of four bytes": "𠮷野家 𡈽 𪚥 👩‍🔧🔥",
  "characters with a meaning elsewhere": "'\"\\;--%_$.{}[]\n\t\r\u0000\u2028",
  numbers: [
    0,
    -1,
    1.5,
    1e-7,
    123_456_789_012,
    Number.MAX_SAFE_INTEGER,
    -Number.MAX_SAFE_INTEGER,
    1e300,
  ],
  truths: [true, false, null],
  "empty array": [],
  "empty object": {},
  "nested arrays": [[], [[1, [2, []]], "甲"], [{ list: [{ 深: [] }] }]],
  "keys in Chinese": { 户号: "1", 面积: { 建筑: 103.47 } },
  "a deep object": deep(40),
};

function deep(levels: number): unknown {
  return levels === 0 ? "底" : { down: deep(levels - 1) };
}

/** Long, so that an engine that answers while it writes is caught at it. */
const valueOf = (rev: number) => Array.from({ length: 20_000 }, () => rev);

const readers = {
  get: async (store: Store) => (await store.get(things, "whole"))!,
  getMany: async (store: Store) => (await store.getMany(things, ["whole"]))[0]!,
  find: async (store: Store) =>
    (await store.find(things, { index: "byRank", from: 1, to: 1_000 })).find(
      ({ id }) => id === "whole",
    )!,
};

export function documentContract(name: string, open: OpenStore): void {
  describe(`${name}: documents`, () => {
    const opened = fixture(open);

    test.each(Object.entries(WORDS))("keeps %s as it is", async (label, words) => {
      const { store } = opened();
      await store.commit([insert(things, { id: label, words, rank: 1 })]);
      const stored = { id: label, rev: 1, words, rank: 1 };
      const read = await store.get(things, label);
      expect(read).toStrictEqual(stored);
      expect(await store.getMany(things, [label])).toStrictEqual([stored]);
      // What was read can be written back.
      expect((await store.commit([replace(things, read!, read!)])).ok).toBe(true);
      expect(await store.get(things, label)).toStrictEqual({ ...stored, rev: 2 });
    });

    test("drops what is undefined and keeps what is null", async () => {
      const { store } = opened();
      await store.commit([
        insert(things, { id: "undefined", words: { a: undefined, b: null, c: [undefined] } }),
      ]);
      const read = await store.get(things, "undefined");
      expect(read).toStrictEqual({ id: "undefined", rev: 1, words: { b: null, c: [null] } });
    });

    test("half of a rare character becomes the sign for an unknown one", async () => {
      const { store } = opened();
      const words = ["暖气🔥".slice(0, 3), { note: "🔥".slice(1), kept: "🔥" }];
      await store.commit([insert(things, { id: "half-🔥", kind: "🔥".slice(0, 1), words })]);
      const read = await store.get(things, "half-🔥");
      expect(read?.words).toStrictEqual(["暖气\uFFFD", { note: "\uFFFD", kept: "🔥" }]);
      const query = { index: "byKind", where: { kind: "\uFFFD" } };
      expect(await store.find(things, query)).toEqual([read]);
    });

    test("keeps a body of a megabyte", async () => {
      const { store } = opened();
      const words = "暖𠮷".repeat(150_000);
      await store.commit([insert(things, { id: "big", words, phones: ["1"] })]);
      expect((await store.get(things, "big"))?.words === words).toBe(true);
      const [found] = await store.find(things, { index: "byPhone", where: { phones: "1" } });
      expect(found?.words === words).toBe(true);
    });

    test("what the caller changes after the call is not of the commit", async () => {
      const { store } = opened();
      const words = ["before"];
      const write = insert(things, { id: "late", words });
      const committing = store.commit([write]);
      words[0] = "after";
      await committing;
      expect((await store.get(things, "late"))?.words).toEqual(["before"]);
    });

    test("ids are any text", async () => {
      const { store } = opened();
      const ids = ["a/b@1", "户号 100-2", "𠮷", 'it\'s "quoted"', "A", "a", "%", "x".repeat(200)];
      await store.commit(ids.map((id) => insert(things, { id })));
      expect((await store.getMany(things, ids)).map(({ id }) => id)).toEqual(ids);
    });

    test("getMany answers in the order asked for and leaves out what is missing", async () => {
      const { store } = opened();
      const ids = Array.from({ length: 300 }, (_, place) => `order-${place}`);
      await store.commit(ids.map((id) => insert(things, { id })));
      const asked = [...ids.toReversed(), "missing", "order-3"];
      const found = await store.getMany(things, asked);
      expect(found.map(({ id }) => id)).toEqual(asked.filter((id) => id !== "missing"));
      expect(await store.getMany(things, [])).toEqual([]);
    });

    test("a document is read whole, also while it is being replaced", async () => {
      const { store, reopen } = opened();
      const reader = await reopen();
      await store.commit([insert(things, { id: "whole", rank: 1, words: valueOf(1) })]);
      const torn: unknown[] = [];
      let writing = true;
      const reading = Object.values(readers).map(async (read) => {
        while (writing) {
          // A turn: an engine in this process answers without one, and nobody would write.
          await new Promise((resolve) => setTimeout(resolve, 0));
          const { rev, rank, words } = await read(reader);
          const revs = new Set([rank, ...(words as number[])]);
          if (revs.size > 1 || !revs.has(rev)) torn.push({ rev, others: [...revs] });
        }
      });
      for (let rank = 2; rank <= 60; rank++) {
        const body = { id: "whole", rank, words: valueOf(rank) };
        await store.commit([replace(things, (await store.get(things, "whole"))!, body)]);
      }
      writing = false;
      await Promise.all(reading);
      expect(torn).toEqual([]);
    });

    test("a missing document is null", async () => {
      expect(await opened().store.get(things, "missing")).toBeNull();
    });
  });
}
