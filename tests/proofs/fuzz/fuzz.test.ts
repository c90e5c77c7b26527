import { afterAll, beforeAll, expect, test } from "vitest";
import type { Endpoint } from "@warmline/shared/api/endpoint.ts";
import { endpoints } from "@warmline/shared/manifests.ts";
import { attack } from "./attack.ts";
import { openFuzzCity, type FuzzCity } from "./city.ts";

// Garbage to every declared endpoint, by someone who holds every role. `npm run prove -- fuzz`
// sends much more of it, of other seeds.

const SEED = 7;
const ROUNDS = 24;

let city: FuzzCity;
beforeAll(async () => {
  city = await openFuzzCity();
}, 60_000);
afterAll(() => city.server.close());

test.each(endpoints.map((one, place): [string, Endpoint, number] => [one.name, one, place]))(
  "%s",
  async (_, endpoint, place) => {
    const { faults } = await attack(city, endpoint, { seed: SEED + place, rounds: ROUNDS });
    expect(faults).toEqual([]);
  },
);
