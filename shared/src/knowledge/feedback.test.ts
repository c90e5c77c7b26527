import { expect, test } from "vitest";
import { missedWords } from "./feedback.ts";

test.each([
  ["  怎么 放气 ", "怎么 放气"],
  ["ＲＡＤＩＡＴＯＲ", "radiator"],
  ["3 号楼 2501", "3 号楼 2501"],
])("%j is counted as %j", (typed, words) => {
  expect(missedWords(typed)).toEqual({ ok: true, value: words });
});

test.each(["13800138000", "138 0013 8000", "138-0013-8000", "户号 １２３４５", "12345热线"])(
  "%j may be somebody's number",
  (typed) => {
    expect(missedWords(typed)).toMatchObject({ code: "personal-number" });
  },
);
