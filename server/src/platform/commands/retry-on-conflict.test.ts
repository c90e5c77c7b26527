import { expect, test } from "vitest";
import { conflict, retryOnConflict } from "./retry-on-conflict.ts";

const soon = (milliseconds: number) => performance.now() + milliseconds;

test("works until it comes through", async () => {
  let rounds = 0;
  const outcome = await retryOnConflict(
    async () => ((rounds += 1) < 30 ? conflict : rounds),
    soon(5_000),
  );
  expect(outcome).toBe(30);
});

test("who always loses is told so when time is up, and not before", async () => {
  const started = performance.now();
  expect(await retryOnConflict(async () => conflict, soon(300))).toBe(conflict);
  expect(performance.now() - started).toBeGreaterThan(150);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test("the first time again at once, then after pauses drawn at random", async () => {
  const drawn: number[] = [];
  let rounds = 0;
  await retryOnConflict(
    async () => ((rounds += 1) < 6 ? conflict : rounds),
    soon(5_000),
    () => {
      drawn.push(rounds);
      return 0;
    },
  );
  expect(drawn).toEqual([1, 2, 3, 4, 5]);
});
