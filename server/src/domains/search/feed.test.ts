import { expect, onTestFinished, test } from "vitest";
import { openTestDeps } from "../../testing.ts";
import { anySearchable } from "../../platform/search/searchable.ts";
import { eastHome, furnish, westHome } from "../cases/fixture.ts";
import { searchableHouseholds } from "../households/search-entries.ts";
import { feedSearch } from "./feed.ts";

/** A store with households, fed to an index that is empty and says that it knows `anchor`. */
async function fed(anchorAs: (anchor: { position: number; hash: string }) => typeof anchor) {
  const deps = await openTestDeps();
  await furnish(deps);
  const building = await deps.search.build();
  await building.finish(anchorAs(await deps.store.anchor()));
  const ending = new AbortController();
  const feeding = feedSearch(deps, [anySearchable(searchableHouseholds)], ending.signal);
  onTestFinished(async () => {
    ending.abort();
    await feeding;
    await deps.close();
  });
  return async () => {
    const sought = { kind: "household", typed: "王秀英", where: [], limit: 5 };
    return (await deps.search.best(sought)).hits.map(({ entry }) => entry.id);
  };
}

test("an index of another past is built anew: a store was restored", async () => {
  const found = await fed(({ position }) => ({ position, hash: "0".repeat(64) }));
  await expect.poll(found).toEqual([eastHome.id, westHome.id]);
});

test("so is one that is ahead of the store", async () => {
  const found = await fed(({ position, hash }) => ({ position: position + 5, hash }));
  await expect.poll(found).toEqual([eastHome.id, westHome.id]);
});
