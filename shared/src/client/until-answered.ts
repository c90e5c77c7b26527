import { mayBeDone, type Answer } from "./call.ts";

/** Between one try and the next; the last one again and again. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000];

/**
 * Asks until the server answers, be it with a refusal: what was first opened without a network
 * fills by itself. Answers how to stop.
 */
export function untilAnswered(
  ask: () => Promise<Answer<unknown>>,
  pausesMs: readonly number[] = PAUSES_MS,
): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function attempt(count: number): Promise<void> {
    const answer = await ask();
    if (stopped || answer.ok || !mayBeDone(answer)) return;
    const pause = pausesMs[Math.min(count, pausesMs.length - 1)];
    timer = setTimeout(() => void attempt(count + 1), pause);
  }
  void attempt(0);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
