import { describe, expect, test } from "vitest";
import { collection, type Collection } from "@warmline/shared/store/collection.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { MARKS } from "./marks.ts";
import { keptName } from "./names.ts";
import { leaveCommit, MONGO_URL, notes, ownDatabase, type Note } from "./testing.ts";

describe.skipIf(MONGO_URL === undefined)("the store on MongoDB alone", () => {
  const own = ownDatabase();

  const leave = (position: number, document: Note) =>
    leaveCommit(own.raw, position, [{ collection: notes as Collection, document }]);

  test("what a dead writer left is there for whoever opens next", async () => {
    const first = await own.open();
    await first.commit([insert(notes, { id: "a", description: "first" })]);
    await leave(2, { id: "a", rev: 2, description: "left" });
    await leave(3, { id: "b", rev: 1, description: "left" });
    const next = await own.open();
    expect((await next.getMany(notes, ["a", "b"])).map(({ description }) => description)).toEqual([
      "left",
      "left",
    ]);
    expect(await next.head()).toBe(3);
  });

  test("who loses to a dead writer finds what that one wrote", async () => {
    const store = await own.open();
    await store.commit([insert(notes, { id: "a", description: "first" })]);
    const read = (await store.get(notes, "a"))!;
    await leave(2, { id: "a", rev: 2, description: "left", badge: 7 });
    const lost = await store.commit([replace(notes, read, { id: "a", description: "late" })]);
    expect(lost).toMatchObject({ ok: false, conflict: { kind: "rev", id: "a" } });
    expect(await store.get(notes, "a")).toEqual({ id: "a", rev: 2, description: "left", badge: 7 });
    const taken = await store.commit([insert(notes, { id: "c", description: "late", badge: 7 })]);
    expect(taken).toMatchObject({ ok: false, conflict: { kind: "unique", key: "badge" } });
    expect(await store.commit([insert(notes, { id: "c", description: "on" })])).toEqual({
      ok: true,
      position: 3,
    });
  });

  test("a commit that MongoDB cannot hold throws, and hurts no other", async () => {
    const store = await own.open();
    const description = "x".repeat(17 * 1024 * 1024);
    const [tooLarge, beside] = await Promise.allSettled([
      store.commit([insert(notes, { id: "large", description })]),
      store.commit([insert(notes, { id: "small", description: "small" })]),
    ]);
    expect(tooLarge).toMatchObject({ reason: { message: expect.stringMatching(/16 MB/) } });
    expect(beside).toMatchObject({ value: { ok: true, position: 1 } });
  });

  test("collections and mark that were dropped are made again from the log", async () => {
    const store = await own.open();
    const ids = Array.from({ length: 50 }, (_, place) => `note-${place}`);
    await Promise.all(ids.map((id) => store.commit([insert(notes, { id, description: id })])));
    const [read] = await store.getMany(notes, ids);
    await store.commit([replace(notes, read!, { ...read!, description: "again" })]);
    const before = await store.getMany(notes, ids);
    await store.close();
    for (const name of [keptName("notes"), MARKS]) await own.raw.collection(name).drop();
    expect(await (await own.open()).getMany(notes, ids)).toEqual(before);
  });

  test("a mark beyond the log is not believed", async () => {
    const store = await own.open();
    await store.commit([insert(notes, { id: "a", description: "first" })]);
    await store.close();
    const marks = own.raw.collection<{ _id: string; position: number }>(MARKS);
    await marks.updateOne({ _id: "applied" }, { $set: { position: 900 } }, { upsert: true });
    const next = await own.open();
    const result = await next.commit([insert(notes, { id: "b", description: "second" })]);
    expect(result).toEqual({ ok: true, position: 2 });
  });

  describe("a unique key declared on what is there", () => {
    const loose = collection<Note>("notes");
    const old = (id: string, badge?: number | null) =>
      insert(loose, { id, description: "old", ...(badge === undefined ? {} : { badge }) } as Note);

    test("is refused with the duplicates by name, and nobody can open it", async () => {
      const before = await own.open({ collections: [loose] });
      await before.commit([old("a", 7), old("b", 8), old("c", 7), old("d"), old("e")]);
      for (const _ of [1, 2]) {
        await expect(own.open()).rejects.toThrow(
          /notes\.badge is declared unique by badge, but .* duplicates: \[7\] of a and c\./,
        );
      }
    });

    test("holds for them from then on, though no commit ever claimed it", async () => {
      const before = await own.open({ collections: [loose] });
      const bare = [old("n"), old("m"), old("null-1", null), old("null-2", null)];
      await before.commit([old("a", 7), ...bare]);
      const now = await own.open();
      const taken = await now.commit([insert(notes, { id: "b", description: "new", badge: 7 })]);
      const conflict = { kind: "unique", collection: "notes", id: "b", key: "badge" };
      expect(taken).toEqual({ ok: false, conflict });
      expect(
        (await now.commit([insert(notes, { id: "b", description: "new", badge: 8 })])).ok,
      ).toBe(true);
    });
  });

  test("a log that is a long way ahead is followed before the store opens", async () => {
    const store = await own.open();
    await store.close();
    const count = 600;
    for (let position = 1; position <= count; position += 1) {
      await leave(position, { id: `n${position}`, rev: 1, description: "left", badge: position });
    }
    const next = await own.open();
    expect(await next.head()).toBe(count);
    const ids = Array.from({ length: count }, (_, place) => `n${place + 1}`);
    expect(await next.getMany(notes, ids)).toHaveLength(count);
  });
});
