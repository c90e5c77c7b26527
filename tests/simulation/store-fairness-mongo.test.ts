import { describe, expect, test } from "vitest";
import { shareCommits, type Share } from "./store-fairness.ts";
import { MONGO_URL } from "./store-mongo.ts";

const FAR_COMMITS = 20;
/**
 * Counted, not timed, as load slows both nodes alike; `npm run prove -- fairness` holds the two
 * seconds. In those the near node, alone, commits about 2,000 times.
 */
const MOST_PASSING_FAR = 2_000;
const MEAN_PASSING_FAR = 500;
/** The near node holds back for one request, and then goes on. */
const MOST_PASSING_NEAR = 5;

describe.skipIf(MONGO_URL === undefined)("nodes of MongoDB near and far", () => {
  test.each([10, 25])(
    "%i ms away: it gets its share of the commits",
    async (delayMs) => {
      const { far, near } = await shareCommits(
        MONGO_URL ?? "",
        delayMs,
        (done) =>
          done.far.length >= FAR_COMMITS || done.near.length > FAR_COMMITS * MEAN_PASSING_FAR,
      );
      expect(far.length).toBeGreaterThanOrEqual(FAR_COMMITS);
      expect(mostPassed(far)).toBeLessThan(MOST_PASSING_FAR);
      expect(mostPassed(near)).toBeLessThan(MOST_PASSING_NEAR);
      expect(near.length).toBeGreaterThan(far.length);
    },
    120_000,
  );
});

function mostPassed(shares: readonly Share[]): number {
  return Math.max(...shares.map(({ passed }) => passed));
}
