import { later, type Instant } from "../kernel/time.ts";

/** Wrong passwords in a row that cost nothing: people mistype. */
export const FAILURES_FREE = 4;
const FIRST_LOCK_MS = 30_000;
const LONGEST_LOCK_MS = 15 * 60_000;
/** What nobody added to for so long is forgotten. */
const FORGOTTEN_MS = 24 * 3_600_000;
/** So many addresses, and so many browsers, are counted by themselves at one log-in. */
export const SOURCES_MAX = 20;

export interface Attempts {
  /** Wrong passwords in a row. */
  readonly failures: number;
  readonly lockedUntil?: Instant;
}

/**
 * Wrong passwords for one log-in from one place: `browser/…`, one in which the person has signed in
 * before, or `address/…`.
 */
export interface SourceAttempts extends Attempts {
  readonly source: string;
  readonly lastAt: Instant;
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

/**
 * Whether a log-in is locked for whoever tries from `source`. A lock holds for the place that
 * earned it alone, so that a stranger who knows a log-in cannot keep its owner out (OWASP calls the
 * owner's browsers device cookies).
 */
export function isLockedFor(all: readonly SourceAttempts[], source: string, now: Instant): boolean {
  const slot = slotOf(all, source, now);
  return all.some((one) => one.source === slot && isLocked(one, now));
}

/** After one more wrong password from `source`. */
export function withFailure(
  all: readonly SourceAttempts[],
  source: string,
  now: Instant,
): SourceAttempts[] {
  const slot = slotOf(all, source, now);
  const before = all.find((one) => one.source === slot && !isForgotten(one, now));
  const next = { ...afterFailure(before ?? { failures: 0 }, now), source: slot, lastAt: now };
  return [...all.filter((one) => one.source !== slot && !isForgotten(one, now)), next];
}

/** After a right password from `source`: what others tried elsewhere still counts. */
export function afterSuccess(
  all: readonly SourceAttempts[],
  source: string,
  now: Instant,
): SourceAttempts[] {
  const slot = slotOf(all, source, now);
  return all.filter((one) => one.source !== slot && !isForgotten(one, now));
}

/** Wrong passwords from everywhere, and until when the longest lock holds. */
export function attemptsInAll(all: readonly SourceAttempts[]): Attempts {
  const locks = all.flatMap(({ lockedUntil }) => lockedUntil ?? []);
  const failures = all.reduce((sum, one) => sum + one.failures, 0);
  const latest = locks.toSorted((one, other) => other - one)[0];
  return latest === undefined ? { failures } : { failures, lockedUntil: latest };
}

function isForgotten({ lastAt }: SourceAttempts, now: Instant): boolean {
  return now - lastAt >= FORGOTTEN_MS;
}

/** Addresses beyond the bound count as one: whoever has thousands does not get as many guesses. */
function slotOf(all: readonly SourceAttempts[], source: string, now: Instant): string {
  const kind = `${source.split("/", 1)[0]}/`;
  const alike = all.filter((one) => one.source.startsWith(kind) && !isForgotten(one, now));
  const known = alike.some((one) => one.source === source);
  return known || alike.length < SOURCES_MAX ? source : `${kind}others`;
}
