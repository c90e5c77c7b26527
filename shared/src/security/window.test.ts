import { expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { SlidingWindow } from "./window.ts";

const at = (ms: number) => instantOf(1_795_411_800_000 + ms);

test("counts by whom, and forgets what is older than the window", () => {
  const window = new SlidingWindow(60_000);
  expect(window.times("a", at(0), 3)).toBe(3);
  expect(window.times("a", at(500), 2)).toBe(5);
  expect(window.times("b", at(500), 1)).toBe(1);
  expect(window.times("a", at(30_000), 1)).toBe(6);
  // The first second is out by now, half a minute ago is not.
  expect(window.times("a", at(60_600), 1)).toBe(2);
});

test("a thing seen again counts once, from the last time on", () => {
  const window = new SlidingWindow(60_000);
  expect(window.distinct("a", "x", at(0))).toBe(1);
  expect(window.distinct("a", "y", at(1))).toBe(2);
  expect(window.distinct("a", "x", at(50_000))).toBe(2);
  expect(window.distinct("a", "z", at(70_000))).toBe(2);
});

test("is bounded in people and in things", () => {
  const window = new SlidingWindow(60_000);
  let most = 0;
  for (let n = 0; n < 6_000; n += 1) most = Math.max(most, window.distinct("a", `${n}`, at(n)));
  expect(most).toBe(5_000);
  for (let n = 0; n < 5_000; n += 1) window.distinct(`person ${n}`, "x", at(0));
  expect(window.distinct("a", "x", at(6_000))).toBe(1);
});
