import type { Measurable, Measured } from "../../tools/measured.ts";
import { shareCommits, type Share } from "../simulation/store-fairness.ts";
import { MONGO_URL } from "../simulation/store-mongo.ts";

const RUN_MS = 20_000;
/** How far away one of two nodes is, there and back. */
const DELAYS_MS = [10, 25];
/** No node waits longer while another one commits (defect S8). */
const LONGEST_MS = 2_000;

/** Two nodes commit without a pause, one of them far away: the longest wait of each. */
export const fairness: Measurable = {
  about: "a node far from MongoDB commits as steadily as its way allows",
  async run(): Promise<Measured[]> {
    if (MONGO_URL === undefined) {
      throw new Error("fairness needs MongoDB: set WARMLINE_TEST_MONGO_URL");
    }
    const measured: Measured[] = [];
    for (const delayMs of DELAYS_MS) {
      const began = performance.now();
      const { far, near } = await shareCommits(
        MONGO_URL,
        delayMs,
        () => performance.now() - began > RUN_MS,
      );
      const waits = [longest(far), longest(near)];
      measured.push({
        name: `longest wait, one node ${delayMs} ms away`,
        value: `far ${waits[0]} ms of ${far.length} commits, near ${waits[1]} ms of ${near.length}`,
        target: `< ${LONGEST_MS} ms`,
        holds: waits.every((wait) => wait < LONGEST_MS),
      });
    }
    return measured;
  },
};

function longest(shares: readonly Share[]): number {
  return Math.round(Math.max(0, ...shares.map(({ waitedMs }) => waitedMs)));
}
