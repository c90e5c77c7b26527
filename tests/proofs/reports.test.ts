import { describe, expect, test } from "vitest";
import { ENGINES } from "@warmline/server/platform/stores/testing.ts";
import { provenCity } from "./reports.ts";

/** `npm run prove -- reports` takes forty cities, of twice as many households. */
const HOUSEHOLDS = 12;

describe.each(ENGINES)("on $engine", ({ engine, missing }) => {
  test.skipIf(missing).each([1, 2])(
    "each summary is what the journal folds to: seed %i",
    async (seed) => {
      expect(await provenCity(engine, seed, HOUSEHOLDS)).toBeGreaterThan(100);
    },
  );
});
