import { expect, test } from "vitest";
import { isPasswordAcceptable } from "./password.ts";

test.each([
  ["correct horse battery", "li.wei", true],
  ["暖气费收得又快又准不出错", "li.wei", true],
  ["M7#kk-92!vQ", "li.wei", true],
  ["short-one", "li.wei", false],
  ["aaaaaaaaaaaa", "li.wei", false],
  ["abababababab", "li.wei", false],
  ["abcdefghijkl", "li.wei", false],
  ["9876543210", "li.wei", false],
  ["xx Li.Wei 2026", "li.wei", false],
  ["my Password 77", "li.wei", false],
  ["x".repeat(100) + "abcdefg".repeat(20), "li.wei", false],
])("%j for %s: %s", (password, login, good) => {
  expect(isPasswordAcceptable(password, login)).toBe(good);
});
