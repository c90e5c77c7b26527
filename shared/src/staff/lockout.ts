import { later, type Instant } from "../kernel/time.ts";

/** Wrong passwords in a row that cost nothing: people mistype. */
export const FAILURES_FREE = 4;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 15 * 60_000;

export interface Attempts {
  /** Wrong passwords in a row. */
  readonly failures: number;
  readonly lockedUntil?: Instant;
}

/** While locked no password is good, the right one neither: guessing on is worth nothing. */
export function isLocked({ lockedUntil }: Pick<Attempts, "lockedUntil">, now: Instant): boolean {
  return lockedUntil !== undefined && now < lockedUntil;
}

/**
 * After one more wrong password. From the fifth on, each locks twice as long as the one before, up
 * to a quarter of an hour: about a hundred guesses a day, while a person who mistyped waits half a
 * minute.
 */
export function afterFailure({ failures }: Pick<Attempts, "failures">, now: Instant): Attempts {
  const count = failures + 1;
  const beyond = count - FAILURES_FREE - 1;
  if (beyond < 0) return { failures: count };
  const lock = Math.min(FIRST_LOCK_MS * 2 ** Math.min(beyond, 10), LONGEST_LOCK_MS);
  return { failures: count, lockedUntil: later(now, lock) };
}
