import { describe, expect, test } from "vitest";
import type { Collection } from "../collection.ts";
import type { Guard, Query, Store } from "../port.ts";
import { insert, replace } from "../write.ts";
import {
  counters,
  fixture,
  positionOf,
  things,
  type OpenedStore,
  type OpenStore,
  type Thing,
} from "./fixture.ts";

const guardOf = (id: string, rev: number): Guard => ({
  collection: things as Collection,
  id,
  rev,
});

async function findGuard(store: Store, query: Query<Thing>): Promise<Guard> {
  const found = await store.find(things, query);
  return {
    collection: things as Collection,
    query: query as Query,
    found: found.map(({ id, rev }) => ({ id, rev })),
  };
}

/** What a decision rested on must still stand when it is committed. */
export function guardContract(name: string, open: OpenStore): void {
  describe(`${name}: what a commit rests on`, () => {
    guardTests(fixture(open));
  });
}

function guardTests(opened: () => OpenedStore): void {
  let made = 0;
  const fresh = () => `guarded-${(made += 1)}`;
  const mark = () => insert(counters, { id: fresh(), value: 1 });

  async function change(store: Store, id: string, next: Partial<Thing>): Promise<void> {
    const current = (await store.get(things, id))!;
    positionOf(await store.commit([replace(things, current, { ...current, ...next })]));
  }

  describe("a guard on a document", () => {
    test.each<[string, number, number, boolean]>([
      ["there, at its revision", 1, 1, true],
      ["there, at a newer one", 2, 1, false],
      ["absent and expected so", 0, 0, true],
      ["come meanwhile", 1, 0, false],
      ["gone never: expected but absent", 0, 1, false],
    ])("%s", async (_, revs, expected, holds) => {
      const { store } = opened();
      const id = fresh();
      for (let rev = 0; rev < revs; rev += 1) {
        if (rev === 0) await store.commit([insert(things, { id })]);
        else await change(store, id, { rank: rev });
      }
      const write = mark();
      const head = await store.head();
      const result = await store.commit([write], [guardOf(id, expected)]);
      expect(result.ok).toBe(holds);
      expect(await store.head()).toBe(holds ? head + 1 : head);
      expect((await store.get(counters, write.id)) !== null).toBe(holds);
      const conflict = { kind: "guard", collection: "things", id };
      expect(result.ok ? null : result.conflict).toEqual(holds ? null : conflict);
    });

    test("is about what was there before the commit itself", async () => {
      const { store } = opened();
      const id = fresh();
      const first = await store.commit([insert(things, { id })], [guardOf(id, 0)]);
      expect(first.ok).toBe(true);
      const current = (await store.get(things, id))!;
      positionOf(await store.commit([replace(things, current, { id, rank: 2 })], [guardOf(id, 1)]));
    });

    test("a write that loses is named before a guard that broke", async () => {
      const { store } = opened();
      const id = fresh();
      await store.commit([insert(things, { id })]);
      const result = await store.commit([insert(things, { id })], [guardOf(id, 7)]);
      expect(result).toMatchObject({ ok: false, conflict: { kind: "rev", id } });
    });
  });

  describe("a guard on a find", () => {
    const changes: Record<string, (store: Store, ids: readonly string[], kind: string) => unknown> =
      {
        "one more matches": (store, _, kind) =>
          store.commit([insert(things, { id: fresh(), kind, rank: 5 })]),
        "one matches no longer": (store, [first = ""]) => change(store, first, { kind: "else" }),
        "one was changed and still matches": (store, [first = ""]) =>
          change(store, first, { open: true }),
        "their order changed": (store, [first = ""]) => change(store, first, { rank: 50 }),
      };

    test.each(Object.keys(changes))("breaks when %s", async (name) => {
      const { store } = opened();
      const kind = fresh();
      const ids = [fresh(), fresh()];
      await store.commit(ids.map((id, rank) => insert(things, { id, kind, rank })));
      const guard = await findGuard(store, { index: "byKind", where: { kind } });
      await changes[name]?.(store, ids, kind);
      const result = await store.commit([mark()], [guard]);
      expect(result).toEqual({
        ok: false,
        conflict: { kind: "guard", collection: "things", index: "byKind" },
      });
    });

    test("holds whatever happens elsewhere, also behind its limit", async () => {
      const { store } = opened();
      const kind = fresh();
      await store.commit([1, 2, 3].map((rank) => insert(things, { id: fresh(), kind, rank })));
      const guard = await findGuard(store, { index: "byKind", where: { kind }, limit: 2 });
      await store.commit([
        insert(things, { id: fresh(), kind, rank: 9 }),
        insert(things, { id: fresh(), kind: "elsewhere", rank: 1 }),
      ]);
      expect(await store.commit([mark()], [guard])).toMatchObject({ ok: true });
    });

    test("of nothing breaks when something comes", async () => {
      const { store } = opened();
      const phone = fresh();
      const guard = await findGuard(store, { index: "byPhone", where: { phones: phone } });
      await store.commit([insert(things, { id: fresh(), phones: [phone] })]);
      expect((await store.commit([mark()], [guard])).ok).toBe(false);
    });
  });

  describe("write skew", () => {
    /** Each takes its own off duty as long as the other one is on: one of them must stay. */
    async function leave(store: Store, mine: string, other: string): Promise<boolean> {
      const found = await store.getMany(things, [mine, other]);
      const own = found.find(({ id }) => id === mine)!;
      const theirs = found.find(({ id }) => id === other)!;
      if (!own.open || !theirs.open) return false;
      const result = await store.commit(
        [replace(things, own, { ...own, open: false })],
        [guardOf(other, theirs.rev)],
      );
      return result.ok;
    }

    test.each(["one process", "two"])("is refused within %s", async (processes) => {
      const { store, reopen } = opened();
      const second = processes === "two" ? await reopen() : store;
      for (let round = 0; round < 30; round += 1) {
        const pair = [fresh(), fresh()] as const;
        await store.commit(pair.map((id) => insert(things, { id, open: true })));
        const left = await Promise.all([
          leave(store, pair[0], pair[1]),
          leave(second, pair[1], pair[0]),
        ]);
        const on = (await store.getMany(things, pair)).filter(({ open }) => open);
        expect([left.filter(Boolean).length, on.length]).toEqual([1, 1]);
      }
      if (second !== store) await second.close();
    });

    test("of absent documents, too: only one comes where there shall be one", async () => {
      const { store, reopen } = opened();
      const second = await reopen();
      for (let round = 0; round < 20; round += 1) {
        const kind = fresh();
        const come = async (from: Store) => {
          const guard = await findGuard(from, { index: "byKind", where: { kind } });
          // Who looked late has seen the first one.
          if ("found" in guard && guard.found.length > 0) return false;
          return (await from.commit([insert(things, { id: fresh(), kind })], [guard])).ok;
        };
        const results = await Promise.all([come(store), come(second), come(store)]);
        expect(results.filter(Boolean)).toHaveLength(1);
      }
      await second.close();
    });
  });

  describe("revisions in flight", () => {
    test("of a hundred, one upon the other, none is refused", async () => {
      const { store } = opened();
      const id = fresh();
      const chain = Array.from({ length: 100 }, (_, rev) =>
        rev === 0
          ? insert(things, { id, rank: 1 })
          : replace(things, { id, rev }, { id, rank: rev + 1 }),
      );
      const results = await Promise.all(chain.map((write) => store.commit([write])));
      expect(results.filter(({ ok }) => !ok)).toEqual([]);
      const positions = results.map(positionOf);
      expect(positions).toEqual(positions.toSorted((one, other) => one - other));
      expect(await store.get(things, id)).toMatchObject({ rev: 100, rank: 100 });
    });

    test("fall with the one that they are built on", async () => {
      const { store } = opened();
      const id = fresh();
      const lost = [
        store.commit([insert(things, { id })], [guardOf(fresh(), 1)]),
        store.commit([replace(things, { id, rev: 1 }, { id, rank: 2 })]),
        store.commit([insert(counters, { id, value: 1 })], [guardOf(id, 1)]),
      ];
      expect((await Promise.all(lost)).map(({ ok }) => ok)).toEqual([false, false, false]);
      expect(await store.get(things, id)).toBeNull();
    });

    test("may be built on before they are answered", async () => {
      const { store } = opened();
      const id = fresh();
      const first = store.commit([insert(things, { id, rank: 1 })]);
      const second = store.commit([replace(things, { id, rev: 1 }, { id, rank: 2 })]);
      const third = store.commit([replace(things, { id, rev: 2 }, { id, rank: 3 })]);
      const results = await Promise.all([first, second, third]);
      expect(results.every(({ ok }) => ok)).toBe(true);
      expect(await store.get(things, id)).toMatchObject({ rev: 3, rank: 3 });
    });
  });
}
