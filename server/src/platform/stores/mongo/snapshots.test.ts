import { describe, expect, test } from "vitest";
import { collection, type Collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Query, Store } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { bringUp, leaveCommit, MONGO_URL, ownDatabase } from "./testing.ts";

interface Card extends Stored {
  readonly holder: string;
  readonly rank: number;
  readonly phones: readonly string[];
}
const cards = collection<Card>("cards", {
  indexes: { byHolder: ["holder", "rank"], byPhone: ["phones[]"] },
});
const hands = collection<Card>("hands", { indexes: { byHolder: ["holder", "rank"] } });
const collections = [cards, hands] as readonly Collection[];

const card = (id: string, rev: number, holder: string, rank: number): Card => ({
  id,
  rev,
  holder,
  rank,
  phones: [holder],
});

/**
 * A writer has inserted a commit that gives x's token to y and notes it in `hands`, and has come to
 * some of these documents only.
 */
const BEFORE = [card("x", 1, "token", 1), card("y", 1, "none", 2), card("z", 1, "token", 9)];
const AFTER = [card("x", 2, "none", 1), card("y", 2, "token", 5)];

describe.skipIf(MONGO_URL === undefined)("a commit that is half in its collections", () => {
  const own = ownDatabase();

  async function halfway(come: "x" | "y" | "hands" | "nothing"): Promise<Store> {
    const store = await own.open({ collections });
    await store.commit([
      ...BEFORE.map(({ rev: _, ...body }) => insert(cards, body)),
      insert(hands, { id: "h", holder: "x", rank: 1, phones: [] }),
    ]);
    const hand = card("h", 2, "y", 2);
    await leaveCommit(own.raw, 2, [
      ...AFTER.map((document) => ({ collection: cards as Collection, document })),
      { collection: hands as Collection, document: hand },
    ]);
    const document = AFTER.find(({ id }) => id === come);
    if (document) await bringUp(own.raw, 2, cards as Collection, document);
    if (come === "hands") await bringUp(own.raw, 2, hands as Collection, hand);
    return store;
  }

  const by = (query: Partial<Query<Card>> = {}) => ({
    index: "byHolder",
    where: { holder: "token" },
    ...query,
  });
  const found = async (store: Store, query: Query<Card>) =>
    (await store.find(cards, query)).map(({ id, rev }) => `${id}@${rev}`);

  const looks: Record<string, (store: Store) => Promise<unknown>> = {
    "getMany of both": async (store) =>
      (await store.getMany(cards, ["y", "x"])).map(({ rev }) => rev),
    "getMany of the other one after": async (store) => [
      (await store.getMany(cards, ["x", "z"])).map(({ rev }) => rev),
      (await store.get(cards, "y"))?.rev,
    ],
    "get of one, then of the other collection": async (store) => [
      (await store.get(cards, "y"))?.rev,
      (await store.get(hands, "h"))?.rev,
    ],
    "a find of what moved": (store) => found(store, by()),
    "the other way up": (store) => found(store, by({ order: "descending" })),
    "a page of it": (store) => found(store, by({ limit: 1 })),
    "the page after": (store) => found(store, by({ limit: 1, after: card("y", 2, "token", 5) })),
    "a range of it": (store) => found(store, by({ from: 1, to: 6 })),
    "an each-index": (store) => found(store, { index: "byPhone", where: { phones: "token" } }),
    "a count, then a document": async (store) => [
      await store.count(cards, by()),
      (await store.get(hands, "h"))?.rev,
    ],
    "a sum": (store) => store.group(cards, { ...by(), by: [], sum: ["rank"] }),
  };
  /** What may be seen: all of it before the commit, or after; of two answers the second after. */
  const allowed: Record<string, readonly unknown[]> = {
    "getMany of both": [
      [1, 1],
      [2, 2],
    ],
    "getMany of the other one after": [
      [[1, 1], 1],
      [[1, 1], 2],
      [[2, 1], 2],
    ],
    "get of one, then of the other collection": [
      [1, 1],
      [1, 2],
      [2, 2],
    ],
    "a find of what moved": [
      ["x@1", "z@1"],
      ["y@2", "z@1"],
    ],
    "the other way up": [
      ["z@1", "x@1"],
      ["z@1", "y@2"],
    ],
    "a page of it": [["x@1"], ["y@2"]],
    "the page after": [["z@1"]],
    "a range of it": [["x@1"], ["y@2"]],
    "an each-index": [
      ["x@1", "z@1"],
      ["y@2", "z@1"],
    ],
    "a count, then a document": [
      [2, 1],
      [2, 2],
    ],
    "a sum": [
      [{ by: {}, count: 2, sums: { rank: 10 } }],
      [{ by: {}, count: 2, sums: { rank: 14 } }],
    ],
  };

  const cases = Object.keys(looks).flatMap((look) =>
    (["x", "y", "hands", "nothing"] as const).map((come) => [look, come] as const),
  );

  test.each(cases)("%s is of one moment, with %s brought up", async (look, come) => {
    const store = await halfway(come);
    const seen = await looks[look]!(store);
    expect(allowed[look]).toContainEqual(seen);
  });

  test("documents from beyond the log are refused, not shown", async () => {
    const store = await halfway("nothing");
    await bringUp(own.raw, 7, cards as Collection, card("z", 3, "token", 1));
    await expect(store.get(cards, "z")).rejects.toThrow(/does not know/);
  });
});
