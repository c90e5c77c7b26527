import type { TestServer } from "@warmline/server/testing.ts";

const HOUR_MS = 3_600_000;

/** For tests: moves the clock to the next such hour of the city, as nobody is rung at night. */
export function goTo({ deps }: Pick<TestServer, "deps">, hour: number): void {
  const ofDay = (deps.clock.now() + 8 * HOUR_MS) % (24 * HOUR_MS);
  deps.advance((hour * HOUR_MS - ofDay + 24 * HOUR_MS) % (24 * HOUR_MS));
}
