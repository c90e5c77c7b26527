import { expect, test } from "vitest";
import { ORDER_MAX } from "@warmline/search/entry.ts";
import { orderInLevel } from "./searchable.ts";

test("the higher level comes first, and what is of one level stands apart", () => {
  const ids = Array.from({ length: 2_000 }, (_, n) => `building-${n}`);
  const lower = ids.map((id) => orderInLevel(0, id));
  const higher = ids.map((id) => orderInLevel(7, id));
  expect(Math.max(...lower)).toBeLessThan(Math.min(...higher));
  expect(Math.max(...higher)).toBeLessThan(ORDER_MAX);
  expect(new Set(lower).size).toBe(ids.length);
});
