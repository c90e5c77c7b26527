import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { charge } from "./charge-commands.ts";
import { caller, done, settle } from "./testing.ts";
import { withHelpers } from "./verification-helpers.ts";
import { verifyJournal } from "./verify.ts";
import type { Piece } from "./verify-plan.ts";

let deps: TestDeps;

beforeEach(async () => {
  deps = await openTestDeps();
  for (const id of await settle(deps, 12)) {
    await done(deps, caller(), charge, { id, season: "2025-2026" });
  }
});
afterEach(() => deps.close());

test("threads that help see each piece once, and nothing is left out", async () => {
  const alone = await verifyJournal(deps.store);
  expect(alone).toMatchObject({ entries: 12, households: 12, findings: [] });
  const seen: Piece[] = [];
  const shared = await withHelpers(deps.config, 2, (helpers) =>
    verifyJournal(
      deps.store,
      undefined,
      helpers.map((examine) => (run, piece) => {
        seen.push(piece);
        return examine(run, piece);
      }),
    ),
  );
  expect(shared).toEqual(alone);
  expect(seen.length).toBeGreaterThan(1);
  expect(new Set(seen).size).toBe(seen.length);
});

test("a thread that breaks breaks the run, which is never sound by half", async () => {
  const nowhere = { ...deps.config, DATA_DIR: "/nowhere" };
  const run = withHelpers(nowhere, 1, (helpers) => verifyJournal(deps.store, undefined, helpers));
  await expect(run).rejects.toThrow("/nowhere");
});
