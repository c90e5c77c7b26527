import { describe, expect, test } from "vitest";
import { insert, textOfStored } from "../write.ts";
import { fixture, things, type OpenStore, type Thing } from "./fixture.ts";

/** Bodies that come back as the very text that was committed: hashes over them must hold. */
const SAME_TEXT: Readonly<Record<string, unknown>> = {
  "odd numbers": [
    -0,
    0.1 + 0.2,
    1e21,
    1e-7,
    -1.5e300,
    5e-324,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 53,
    2 ** 53 - 1,
    Number.MAX_VALUE,
    NaN,
    Infinity,
  ],
  "keys that look like numbers": { 10: "ten", b: 1, 2: "two", a: { 1: 1, "01": 2, "-1": 3 } },
  "keys out of order": { z: 1, a: { y: 1, b: 2 }, m: [{ d: 1, c: 2 }] },
  "names of JavaScript's own": JSON.parse('{"__proto__":1,"constructor":2,"toString":{}}'),
  "names of the store's own, deeper": { _id: 1, _position: 2, rev: 3, id: 4, by: 5 },
  "nothing in many ways": [{}, [], "", null, [[]], [{}], { a: {} }, { "": "" }],
  "any text": ["\u0000", "\u2028", "𠮷🔥", '"\\/', "a.b", "$set", "\ud800"],
  "signs in the middle of a name": { a$b: 1, "a b": 2, "a:b": 3, 家: { "a,b{": 4 } },
  dates: new Date(0),
};

const REFUSED: Readonly<Record<string, object>> = {
  "a dot in a name": { words: { "a.b": 1 } },
  "a dot in a name, deep in a list": { words: [[{ a: [{ "户.号": 1 }] }]] },
  "a name with a quotation mark and a dot": { words: { 'a"b.c': 1 } },
  "NUL in a name": { words: { "a\u0000": 1 } },
  "a name that begins with $": { words: { $set: 1 } },
  "a field that begins with _": { _position: 1 },
  "the database's own id": { _id: "other" },
  "a list in an index": { rank: [1, 2] },
  "a list in a unique key": { badge: [1] },
  "a list on the way to an indexed field": { place: [{ floor: 1 }] },
  "an object in an index": { kind: { a: 1 } },
  "a number in an each-index": { phones: ["1", 2] },
  "null in an each-index": { phones: [null] },
  "a list in an each-index": { phones: [["1"]] },
  "a text in place of the each-index's list": { phones: "1" },
  "null in place of the each-index's list": { phones: null },
};

export function bodyContract(name: string, open: OpenStore): void {
  describe(`${name}: bodies`, () => {
    const opened = fixture(open);

    test.each(Object.entries(SAME_TEXT))("come back as the same text: %s", async (label, words) => {
      const { store } = opened();
      const write = insert(things, { words, id: label, rank: 1.5, kind: "k" });
      await store.commit([write]);
      const read = (await store.get(things, label))!;
      expect(textOfStored(read)).toBe(write.text);
      const [found] = await store.find(things, { index: "byKind", where: { kind: "k" }, from: 1 });
      expect(Object.keys(found!)).toEqual(Object.keys(read));
    });

    test.each(Object.entries(REFUSED))("are refused before they are committed: %s", (_, odd) => {
      const body = { id: "odd", ...odd } as Thing;
      expect(() => insert(things, body)).toThrow(/assertion/);
    });

    test("have no other field than what was written, and rev", async () => {
      const { store } = opened();
      await store.commit([insert(things, { id: "bare" })]);
      const query = { index: "byRank", limit: 1 } as const;
      for (const read of [
        await store.get(things, "bare"),
        (await store.getMany(things, ["bare"]))[0],
        (await store.find(things, query))[0],
      ]) {
        expect(Object.keys(read!)).toEqual(["id", "rev"]);
      }
    });
  });
}
