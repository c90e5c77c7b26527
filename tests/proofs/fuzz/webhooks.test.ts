import { afterAll, beforeAll, expect, test } from "vitest";
import { rawRequest } from "@warmline/server/platform/http/testing.ts";
import { openFuzzCity, type FuzzCity } from "./city.ts";
import { FORMATS, makeHookCalls } from "./hooks.ts";
import { faultOf } from "./judge.ts";

// Rightly signed bodies that are wrong in every other way, and nothing of it may break the server.

const SEED = 7;
const ROUNDS = 600;
const AT_ONCE = 16;

let city: FuzzCity;
beforeAll(async () => {
  city = await openFuzzCity();
}, 60_000);
afterAll(() => city.server.close());

test.each(FORMATS)("%s: bad bodies break nothing", { timeout: 120_000 }, async (format) => {
  const { server } = city;
  const make = makeHookCalls(format, SEED);
  const counts = new Map<number, number>();
  const one = async () => {
    const call = make(server.deps.clock.now());
    const answer = await rawRequest(server.url, call.path, call);
    const sent = Buffer.from(call.body ?? "").toString("latin1");
    const shown = `${call.headers["content-type"]} ${sent}`;
    expect(faultOf(answer, call), shown.slice(0, 400)).toBe(null);
    // The signature was right: whatever is refused is refused for what it says.
    expect(answer.status, shown.slice(0, 400)).not.toBe(403);
    counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
  };
  for (let round = 0; round < ROUNDS; round += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }
  expect(counts.get(400) ?? 0).toBeGreaterThan(ROUNDS / 4);
  // Some are only half as wrong as they might be.
  expect(counts.get(200) ?? 0).toBeGreaterThan(ROUNDS / 100);
});
