import { describe, expect, test } from "vitest";
import { afterFailure, isLocked, type Attempts } from "./lockout.ts";
import { instantOf, later } from "../kernel/time.ts";

const now = instantOf(1_795_411_800_000);

describe("the lock after wrong passwords in a row", () => {
  test.each([
    [1, 0],
    [4, 0],
    [5, 30],
    [6, 60],
    [7, 120],
    [8, 240],
    [9, 480],
    [10, 900],
    [11, 900],
    [1_000, 900],
  ])("%i wrong ones: %i s", (failures, seconds) => {
    const attempts = afterFailure({ failures: failures - 1 }, now);
    expect(attempts.failures).toBe(failures);
    expect((attempts.lockedUntil ?? now) - now).toBe(seconds * 1_000);
  });

  test("a day of guessing is worth about a hundred guesses", () => {
    let attempts: Attempts = { failures: 0 };
    let guesses = 0;
    for (let at = now; at < now + 86_400_000; at = later(at, 1_000)) {
      if (isLocked(attempts, at)) continue;
      attempts = afterFailure(attempts, at);
      guesses += 1;
    }
    expect(guesses).toBeLessThan(110);
  });

  test("the lock ends on the instant", () => {
    expect(isLocked({ lockedUntil: now }, later(now, -1))).toBe(true);
    expect(isLocked({ lockedUntil: now }, now)).toBe(false);
    expect(isLocked({}, now)).toBe(false);
  });
});
