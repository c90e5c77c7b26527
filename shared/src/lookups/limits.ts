import type { Instant } from "../kernel/time.ts";
import type { LookupAttempts } from "./model.ts";

/** How many wrong answers in a row are borne, and how long lookups are refused after them. */
export interface LookupLimit {
  readonly failuresMax: number;
  readonly minutes: number;
}

/** For one household number or phone, existing or not. */
export const SUBJECT_LIMIT: LookupLimit = { failuresMax: 5, minutes: 15 };
/** For one kiosk, or all callers who withhold their number: many people, some of them mistype. */
export const DEVICE_LIMIT: LookupLimit = { failuresMax: 30, minutes: 10 };

/** For one number that calls, or one chat: one person's, or one home's. */
export const CALLER_LIMIT: LookupLimit = { failuresMax: 8, minutes: 60 };

type Attempts = Pick<LookupAttempts, "failures" | "lastAt">;

/** Whole minutes until asking is allowed again; 0 when it is. */
export function minutesShut(attempts: Attempts, limit: LookupLimit, at: Instant): number {
  const left = attempts.lastAt + limit.minutes * 60_000 - at;
  return attempts.failures >= limit.failuresMax && left > 0 ? Math.ceil(left / 60_000) : 0;
}

/**
 * Counts an answer as wrong before it is looked at, so that guesses made at the same moment
 * cannot pass the limit together; `forgive` takes it back when it was right. Old failures are
 * forgotten.
 */
export function countAttempt(attempts: Attempts, limit: LookupLimit, at: Instant): Attempts {
  const forgotten = at - attempts.lastAt >= limit.minutes * 60_000;
  return { failures: (forgotten ? 0 : attempts.failures) + 1, lastAt: at };
}

/** For a device only this one attempt: whoever knows one household may not guess others for it. */
export function forgive(attempts: Attempts, all: boolean): Attempts {
  const { failures, lastAt } = attempts;
  return { failures: all ? 0 : Math.max(0, failures - 1), lastAt };
}
