import { describe, expect, test, vi } from "vitest";
import { MONGO_URL } from "@warmline/server/domains/ledger/testing.ts";
import { raceDays } from "./day-races.ts";

vi.setConfig({ testTimeout: 60_000 });

const engines = [
  { engine: "sqlite", missing: false },
  { engine: "mongo", missing: MONGO_URL === undefined },
] as const;

/** `npm run prove -- day-races` runs three hundred rounds. */
describe.each(engines)("on $engine", ({ engine, missing }) => {
  test.skipIf(missing)("a closed day has taken nothing since", async () => {
    const outcome = await raceDays(engine, 7, 15);
    expect(outcome.broken).toBe(0);
    expect(outcome.booked).toBeGreaterThan(0);
    expect(outcome.refused).toBeGreaterThan(0);
  });
});
