import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { openFuzzCity, type FuzzCity } from "./city.ts";
import { attackLive } from "./live.ts";
import { attackWire } from "./wire.ts";

const SEED = 7;

let city: FuzzCity;
beforeAll(async () => {
  city = await openFuzzCity();
}, 60_000);
afterAll(() => city.server.close());

test("bytes that are no request are answered or cut off, in words", async () => {
  const random = seededRandom(SEED);
  const faults: (string | null)[] = [];
  for (let round = 0; round < 120; round += 1) {
    faults.push(await attackWire(city.server.url, round, random));
  }
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
});

test("whatever a socket sends, joins are answered, in words", async () => {
  const random = { ...seededRandom(SEED), known: city.known };
  for (let round = 0; round < 40; round += 1) {
    expect(await attackLive(city.server.url, city.cookie(), random)).toBe(null);
  }
  const { status } = await city.server.request("/api/me", { cookie: city.cookie() });
  expect(status).toBe(200);
});
