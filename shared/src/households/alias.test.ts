import { expect, test } from "vitest";
import { aliasNumber } from "./alias.ts";

test.each([
  ["6222 0200 1234", "622202001234"],
  ["ｈ０-１２ab", "H0-12AB"],
  ["0012345", "0012345"],
])("%s is kept as %s", (text, number) => {
  expect(aliasNumber(text)).toEqual({ ok: true, value: number });
});

test.each(["12", "", "-123", "12/34", "旧户123", "1".repeat(41)])("%s is no number", (text) => {
  expect(aliasNumber(text)).toMatchObject({ ok: false, code: "alias-wrong" });
});
