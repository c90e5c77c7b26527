import { expect, test } from "vitest";
import { addTallies, EMPTY_TALLY, sameTally, TallyCounter } from "./tally.ts";

function tally(key: string, ...ids: string[]) {
  const counter = new TallyCounter(key);
  for (const id of ids) counter.add(id);
  return counter.tally;
}

test("a tally is the same in whatever order and parts its ids are met, and no other", () => {
  const whole = tally("k", "a", "b", "c");
  expect(sameTally(whole, tally("k", "c", "a", "b"))).toBe(true);
  expect(sameTally(whole, addTallies(tally("k", "b"), tally("k", "a", "c")))).toBe(true);
  for (const other of [
    ["a", "b"],
    ["a", "b", "d"],
    ["a", "a", "c"],
  ]) {
    expect(sameTally(whole, tally("k", ...other))).toBe(false);
  }
  expect(sameTally(EMPTY_TALLY, tally("k"))).toBe(true);
});

test("whoever lacks the key cannot tell what an id adds", () => {
  expect(sameTally(tally("k", "a"), tally("l", "a"))).toBe(false);
});
