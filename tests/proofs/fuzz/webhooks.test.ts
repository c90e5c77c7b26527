import { afterAll, beforeAll, expect, test } from "vitest";
import { attackHooks } from "./attack-hooks.ts";
import { openFuzzCity, type FuzzCity } from "./city.ts";
import { FORMATS } from "./hooks.ts";

// Rightly signed bodies that are wrong in every other way, and nothing of it may break the server.

const ROUNDS = 600;

let city: FuzzCity;
beforeAll(async () => {
  city = await openFuzzCity();
}, 60_000);
afterAll(() => city.server.close());

test.each(FORMATS)("%s: bad bodies break nothing", { timeout: 120_000 }, async (format) => {
  const { faults, statuses } = await attackHooks(city.server, format, { seed: 7, rounds: ROUNDS });
  expect(faults).toEqual([]);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(ROUNDS / 4);
  // Some are only half as wrong as they might be.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(ROUNDS / 100);
});
