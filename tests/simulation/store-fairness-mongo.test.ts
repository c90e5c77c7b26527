import { describe, expect, test } from "vitest";
import { shareCommits } from "./store-fairness.ts";
import { MONGO_URL } from "./store-mongo.ts";

const FAR_COMMITS = 20;
/**
 * So many commits of the other node may pass one that waits. Counted, not timed, as a machine under
 * load slows both alike; `npm run prove -- fairness` holds the two seconds.
 */
const MOST_PASSED = 500;

describe.skipIf(MONGO_URL === undefined)("nodes of MongoDB near and far", () => {
  test.each([10, 25])(
    "%i ms away: it gets its share of the commits",
    async (delayMs) => {
      const { far, near } = await shareCommits(
        MONGO_URL ?? "",
        delayMs,
        (done) => done.far.length >= FAR_COMMITS || done.near.length > FAR_COMMITS * MOST_PASSED,
      );
      expect(far.length).toBeGreaterThanOrEqual(FAR_COMMITS);
      expect(Math.max(...far.map(({ passed }) => passed))).toBeLessThan(MOST_PASSED);
      expect(near.length).toBeGreaterThan(far.length);
    },
    120_000,
  );
});
