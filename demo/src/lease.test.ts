import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDeps, type TestDeps } from "@warmline/server/testing.ts";
import { makeLease, type Lease } from "./lease.ts";

let deps: TestDeps;
/** Each node's own clock: they agree on nothing but how fast time goes by. */
let elapsed: number;
let first: Lease;
let second: Lease;

beforeEach(async () => {
  deps = await openTestDeps();
  elapsed = 0;
  first = makeLease({ store: deps.store, holder: "first", now: () => elapsed });
  second = makeLease({ store: deps.store, holder: "second", now: () => 7e9 + elapsed });
});
afterEach(() => deps.close());

const held = () => [first.held, second.held];

async function pass(milliseconds: number, ...alive: Lease[]): Promise<void> {
  for (let gone = 0; gone < milliseconds; gone += 5_000) {
    elapsed += 5_000;
    for (const lease of alive) await lease.renew();
    expect(held()).not.toEqual([true, true]);
  }
}

test("of two that start at the same moment one holds it", async () => {
  await Promise.all([first.renew(), second.renew()]);
  expect(held().filter(Boolean)).toHaveLength(1);
  await Promise.all([first.renew(), second.renew()]);
  expect(held().filter(Boolean)).toHaveLength(1);
});

test("it stays with who holds it, however long", async () => {
  await first.renew();
  await pass(300_000, second, first);
  expect(held()).toEqual([true, false]);
});

test("when its holder dies another takes it over, and never both have it", async () => {
  await first.renew();
  await pass(10_000, first, second);
  await pass(15_000, second);
  expect(held()).toEqual([false, false]);
  await pass(10_000, second);
  expect(held()).toEqual([false, true]);
  // Back from the dead, or from a long pause.
  await pass(60_000, first, second);
  expect(held()).toEqual([false, true]);
});

test("who leaves in order is followed at once", async () => {
  await first.renew();
  await second.renew();
  await first.release();
  await second.renew();
  expect(held()).toEqual([false, true]);
  await first.release();
  await pass(5_000, second);
  expect(held()).toEqual([false, true]);
});
