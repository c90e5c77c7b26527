import { describe, expect, test } from "vitest";
import { ENGINES } from "@warmline/server/platform/stores/testing.ts";
import { provenCity } from "./reports.ts";
import { provenStops } from "./season-reports.ts";

/** `npm run prove -- reports` takes forty cities, of twice as many households. */
const HOUSEHOLDS = 12;

describe.each(ENGINES)("on $engine", ({ engine, missing }) => {
  test.skipIf(missing).each([1, 2])(
    "each summary is what the journal folds to: seed %i",
    async (seed) => {
      expect(await provenCity(engine, seed, HOUSEHOLDS)).toBeGreaterThan(100);
    },
  );
  test.skipIf(missing).each([1, 2])(
    "areas and stops are what the charges that stand say: seed %i",
    async (seed) => {
      expect(await provenStops(engine, seed)).toBeGreaterThan(50);
    },
  );
});
