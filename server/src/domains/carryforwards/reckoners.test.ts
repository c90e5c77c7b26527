import { afterEach, beforeEach, expect, test } from "vitest";
import { households } from "@warmline/shared/households/model.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { charge } from "../ledger/charge-commands.ts";
import { caller, done, settle } from "../ledger/testing.ts";
import { carryHousehold } from "./carry-job.ts";
import { reckonChunk, type ReckonInput } from "./reckon.ts";
import { threadsFor, withReckoners } from "./reckoners.ts";

let deps: TestDeps;
let inputs: ReckonInput[];

beforeEach(async () => {
  deps = await openTestDeps();
  const ids = await settle(deps, 12);
  for (const id of ids) await done(deps, caller(), charge, { id, season: "2025-2026" });
  const found = await deps.store.find(households, { index: "number" });
  const run = { id: "run", day: "2999-12-31", previous: null };
  inputs = [0, 4, 8].map((from) => ({
    run,
    households: found.slice(from, from + 4).map(carryHousehold),
  }));
});
afterEach(() => deps.close());

test("threads reckon what this one does, to the letter", async () => {
  const alone = await Promise.all(inputs.map((input) => reckonChunk(deps.store, input)));
  const byThreads = await withReckoners(deps, 2, (reckon) =>
    Promise.all(inputs.map((input) => reckon(input))),
  );
  expect(byThreads).toEqual(alone);
  expect(alone.map(({ exceptions }) => exceptions)).toEqual([[], [], []]);
  expect(alone.map(({ chunk }) => JSON.parse(chunk.text).accounts)).toEqual([4, 4, 4]);
});

test("a thread that breaks breaks the run", async () => {
  const nowhere = { store: deps.store, config: { ...deps.config, DATA_DIR: "/nowhere" } };
  const run = withReckoners(nowhere, 1, (reckon) => reckon(inputs[0]!));
  await expect(run).rejects.toThrow("/nowhere");
});

test("a small city needs none, a large one as many as there are cores, up to four", () => {
  expect(threadsFor(5_000)).toBe(0);
  expect(threadsFor(600_000)).toBeGreaterThanOrEqual(1);
  expect(threadsFor(600_000)).toBeLessThanOrEqual(4);
});
