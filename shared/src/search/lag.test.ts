import { expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { nextMark } from "./lag.ts";

const at = (ms: number) => instantOf(1_795_000_000_000 + ms);
const mark = { position: 5, at: at(0) };

test("who has reached what was newest then waits for what is newest now", () => {
  const seen = { reached: 5, head: 9, at: at(2_000) };
  expect(nextMark(mark, seen)).toEqual({ position: 9, at: at(2_000) });
});

test.each([null, 4])("who has not (%s) is behind since then", (reached) => {
  expect(nextMark(mark, { reached, head: 900, at: at(90_000) })).toBe(mark);
});

test("a log that is always written is no lag as long as it is followed", () => {
  let now = mark;
  for (let n = 1; n <= 100; n += 1) {
    now = nextMark(now, { reached: 5 + n * 10, head: 5 + n * 10 + 8, at: at(n * 2_000) });
  }
  expect(now.at).toBe(at(200_000));
});
