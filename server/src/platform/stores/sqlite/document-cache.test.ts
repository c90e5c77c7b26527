import { expect, test } from "vitest";
import { createDocumentCache } from "./document-cache.ts";

const row = (id: string, rev = 1, more: object = {}) => ({
  id,
  rev,
  body: JSON.stringify({ id, ...more }),
});

test("the same document is handed out until it is put anew or taken out", () => {
  const cache = createDocumentCache();
  cache.put("cases", row("a"));
  const first = cache.get("cases", "a");
  expect(first).toEqual({ id: "a", rev: 1 });
  expect(cache.get("cases", "a")).toBe(first);
  expect(cache.get("reports", "a")).toBeUndefined();
  cache.put("cases", row("a", 2));
  expect(cache.get("cases", "a")).toEqual({ id: "a", rev: 2 });
  cache.remove("cases", "a");
  expect(cache.get("cases", "a")).toBeUndefined();
});

test("nobody can change what others are handed, however deep it lies", () => {
  const cache = createDocumentCache();
  cache.put("cases", row("a", 1, { place: { floor: 3 }, phones: ["1"] }));
  const document = cache.get("cases", "a") as { place: { floor: number }; phones: string[] };
  expect(() => (document.place.floor = 4)).toThrow(TypeError);
  expect(() => document.phones.push("2")).toThrow(TypeError);
});

test("memory stays bounded; what is asked for again and again stays", () => {
  const cache = createDocumentCache(1_000);
  const padding = "x".repeat(80);
  cache.put("cases", row("hot"));
  for (let place = 0; place < 1_000; place++) {
    cache.put("cases", row(`c${place}`, 1, { padding }));
    expect(cache.get("cases", "hot"), `after ${place}`).toBeDefined();
  }
  const kept = Array.from({ length: 1_000 }, (_, place) => `c${place}`).filter(
    (id) => cache.get("cases", id) !== undefined,
  );
  expect(kept.length).toBeLessThan(30);
  expect(kept.at(-1)).toBe("c999");
});

test("what was taken out does not come back from the old generation", () => {
  const cache = createDocumentCache(10);
  cache.put("cases", row("a"));
  cache.put("cases", row("b"));
  cache.put("cases", row("c"));
  cache.remove("cases", "a");
  cache.remove("cases", "b");
  expect([cache.get("cases", "a"), cache.get("cases", "b")]).toEqual([undefined, undefined]);
});
