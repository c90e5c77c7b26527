import { expect, test } from "vitest";
import { brokenIn, STREAM_PROPERTIES, type StreamProperty } from "./stream-properties.ts";

/** `npm run prove -- streams` takes twenty thousand. */
const SEEDS = Array.from({ length: 200 }, (_, place) => 1_000 + place);

test.each(Object.keys(STREAM_PROPERTIES) as StreamProperty[])("%s", (property) => {
  for (const seed of SEEDS) expect(brokenIn(property, seed), `seed ${seed}`).toBeNull();
});
