import { afterEach, beforeEach, expect, test } from "vitest";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { findAll } from "./find-pages.ts";

let deps: TestDeps;
beforeEach(async () => {
  deps = await openTestDeps();
});
afterEach(() => deps.close());

test.each([0, 1, 9, 10, 11, 20, 25])("%i documents in pages of ten", async (count) => {
  const ids = Array.from({ length: count }, (_, place) => `unit-${String(place).padStart(2, "0")}`);
  const nodes = ids.map((id, place) => {
    const kind = place % 2 === 0 ? "unit" : "building";
    return insert(orgNodes, { id, kind, name: id, parentId: "p", path: ["p", id] } as const);
  });
  for (const node of nodes) expect((await deps.store.commit([node])).ok).toBe(true);
  for (const where of [{ kind: ["unit", "building"] }, { kind: ["building", "unit"] }]) {
    const found = await findAll(deps, orgNodes, { index: "byKind", where }, 10);
    expect(found.map(({ id }) => id).toSorted()).toEqual(ids);
  }
});
