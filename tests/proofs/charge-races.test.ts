import { describe, expect, test, vi } from "vitest";
import { MONGO_URL } from "@warmline/server/domains/ledger/testing.ts";
import { raceCharges } from "./charge-races.ts";

vi.setConfig({ testTimeout: 60_000 });

const engines = [
  { engine: "sqlite", missing: false },
  { engine: "mongo", missing: MONGO_URL === undefined },
] as const;

/** `npm run prove -- charge-races` runs five hundred rounds. */
describe.each(engines)("on $engine", ({ engine, missing }) => {
  test.skipIf(missing)("a charge beside corrections has the price that holds", async () => {
    const outcome = await raceCharges(engine, 7, 40);
    expect(outcome.broken).toBe(0);
    expect(outcome.charged).toBeGreaterThan(10);
  });
});
