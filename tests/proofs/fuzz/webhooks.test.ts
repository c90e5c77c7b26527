import { afterAll, beforeAll, expect, test } from "vitest";
import { AES } from "@warmline/server/channels/wechat/fixture.ts";
import { attackHooks } from "./attack-hooks.ts";
import { openFuzzCity, type FuzzCity } from "./city.ts";
import { FORMATS, SEALED } from "./hooks.ts";

// Rightly signed bodies that are wrong in every other way, and nothing of it may break the server.

const ROUNDS = 600;

let city: FuzzCity;
let sealed: FuzzCity;
beforeAll(async () => {
  city = await openFuzzCity();
  sealed = await openFuzzCity(AES);
}, 60_000);
afterAll(async () => {
  await city.server.close();
  await sealed.server.close();
});

const DOORS = [...FORMATS, SEALED] as const;

test.each(DOORS)("%s: bad bodies break nothing", { timeout: 120_000 }, async (format) => {
  const { server } = format === SEALED ? sealed : city;
  const { faults, statuses } = await attackHooks(server, format, { seed: 7, rounds: ROUNDS });
  expect(faults).toEqual([]);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(ROUNDS / 4);
  // Some are only half as wrong as they might be.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(ROUNDS / 100);
});
