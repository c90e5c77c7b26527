import { describe, expect, test } from "vitest";
import { ENGINES } from "@warmline/server/platform/stores/testing.ts";
import { COMPARISONS, provenCity } from "./reports.ts";
import { provenStops } from "./season-reports.ts";

/** `npm run prove -- reports` takes forty cities, of thrice as many households, in one piece. */
const HOUSEHOLDS = 8;

describe.each(ENGINES)("on $engine", ({ engine, missing }) => {
  describe.skipIf(missing).each(["summaries", "takings"] as const)("%s", (name) => {
    test.each([1, 2])("are what the journal folds to: seed %i", async (seed) => {
      const of = { households: HOUSEHOLDS, comparisons: COMPARISONS[name] };
      expect(await provenCity(engine, seed, of)).toBeGreaterThan(50);
    });
  });
  test.skipIf(missing).each([1, 2])(
    "areas and stops are what the charges that stand say: seed %i",
    async (seed) => {
      expect(await provenStops(engine, seed)).toBeGreaterThan(50);
    },
  );
});
