import { describe, expect, test, vi } from "vitest";
import { MONGO_URL } from "@warmline/server/domains/ledger/testing.ts";
import { ACTS } from "./settle-acts.ts";
import { settleAll } from "./settle.ts";

vi.setConfig({ testTimeout: 60_000 });

const engines = [
  { engine: "sqlite", missing: false },
  { engine: "mongo", missing: MONGO_URL === undefined },
] as const;

/** `npm run prove -- settle` takes three hundred accounts. */
describe.each(engines)("on $engine", ({ engine, missing }) => {
  test.skipIf(missing)("whatever was done to it, an account can be settled", async () => {
    const { broken, kinds } = await settleAll(engine, 11, 50);
    expect(broken).toBe(0);
    expect([...kinds].toSorted()).toEqual(Object.keys(ACTS).toSorted());
  });
});
