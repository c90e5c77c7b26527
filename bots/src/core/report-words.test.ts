import { expect, test } from "vitest";
import { describeReport } from "./report-words.ts";

test.each([
  [["客厅不热。", "家里有老人。。 "], "原话：客厅不热；家里有老人。"],
  [["厨房漏水，", "快来"], "原话：厨房漏水；快来。"],
  [["。"], ""],
])("%j is written as %j", (said, written) => {
  const [, words = ""] = /(原话.*)?$/u.exec(describeReport({ said })) ?? [];
  expect(words).toBe(written);
});
