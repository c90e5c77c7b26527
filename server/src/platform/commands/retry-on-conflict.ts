import { setTimeout as sleep } from "node:timers/promises";

/** The commit lost to another writer: read anew and decide again. */
export const conflict = Symbol("conflict");

const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 100;

/**
 * Works again as long as others were first, until `deadline` (of `performance.now()`): honest work
 * is never refused for a number of tries. Pauses are drawn at random, so that those who lost
 * together do not meet again. Answers `conflict` when time is up, with nothing written.
 */
export async function retryOnConflict<T>(
  work: () => Promise<T | typeof conflict>,
  deadline: number,
  random: () => number = Math.random,
): Promise<T | typeof conflict> {
  for (let pauseMs = 0; ; pauseMs = Math.min(pauseMs * 2 || FIRST_PAUSE_MS, LONGEST_PAUSE_MS)) {
    const outcome = await work();
    if (outcome !== conflict) return outcome;
    const pause = pauseMs * random();
    if (performance.now() + pause >= deadline) return conflict;
    if (pause > 0) await sleep(pause);
  }
}
