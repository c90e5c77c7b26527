import { describe, expect, test, vi } from "vitest";
import { MONGO_URL } from "@warmline/server/domains/ledger/testing.ts";
import { ACTS } from "./settle-acts.ts";
import { settleAll } from "./settle.ts";

vi.setConfig({ testTimeout: 120_000 });

/** Fewer where each commit takes some twenty times as long. */
const engines = [
  { engine: "sqlite", accounts: 50, missing: false },
  { engine: "mongo", accounts: 8, missing: MONGO_URL === undefined },
] as const;

/** `npm run prove -- settle` takes three hundred accounts. */
describe.each(engines)("on $engine", ({ engine, accounts, missing }) => {
  test.skipIf(missing)("whatever was done to it, an account can be settled", async () => {
    const { broken, kinds } = await settleAll(engine, 11, accounts);
    expect(broken).toBe(0);
    expect(kinds.size).toBeGreaterThan(Object.keys(ACTS).length / 2);
  });
});

test("each act is carried out by some", async () => {
  const { kinds } = await settleAll("sqlite", 17, 160);
  expect([...kinds].toSorted()).toEqual(Object.keys(ACTS).toSorted());
});
