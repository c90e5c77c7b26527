import { expect, onTestFinished, test } from "vitest";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { Anchor } from "@warmline/shared/store/port.ts";
import { caller, done, settle } from "../ledger/testing.ts";
import { charge } from "../ledger/charge-commands.ts";
import { openTestDeps } from "../../testing.ts";
import { feedReports } from "./feed.ts";

const SEASON = "2025-2026";

/** A store with one charge, and statistics that say that they know the commit `anchorAs`. */
async function fed(anchorAs: (anchor: Anchor) => Anchor) {
  const deps = await openTestDeps();
  await settle(deps);
  await done(deps, caller(), charge, { id: "h0", season: SEASON });
  await deps.reports.add({}, { after: 0, until: anchorAs(await deps.store.anchor()) });
  const ending = new AbortController();
  const feeding = feedReports(deps, ending.signal);
  onTestFinished(async () => {
    ending.abort();
    await feeding;
    await deps.close();
  });
  const day = cityDate(deps.clock.now());
  return async () => {
    const asked = { season: SEASON, day, node: [], skip: 0, limit: 9 };
    return (await deps.reports.collection(asked)).whole.dueFen;
  };
}

test("statistics of another past are made anew: a store was restored", async () => {
  const due = await fed(({ position }) => ({ position, hash: "0".repeat(64) }));
  await expect.poll(due).toBe(267_470);
});

test("so are those that are ahead of the store", async () => {
  const due = await fed(({ position, hash }) => ({ position: position + 5, hash }));
  await expect.poll(due).toBe(267_470);
});

test("those of this past go on from where they are", async () => {
  const due = await fed((anchor) => anchor);
  // What they say they know is not read again.
  expect(await due()).toBe(0);
});
