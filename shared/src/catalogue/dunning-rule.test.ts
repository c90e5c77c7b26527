import { expect, test } from "vitest";
import { filledWords, inStepOrder, namesKnown } from "./dunning-rule.ts";

const values = { holder: "张三", number: "1", amount: "¥2.00", since: "2026-01-01", today: "d" };

test.each([
  ["{holder}欠{amount}", true, "张三欠¥2.00"],
  ["since {since}, {since}", true, "since 2026-01-01, 2026-01-01"],
  ["{name}", false, "{name}"],
  ["{}", false, "{}"],
  ["{ holder }", false, "{ holder }"],
  ["{", true, "{"],
])("%s names only what is known: %s", (text, known, filled) => {
  expect(namesKnown(text)).toBe(known);
  expect(filledWords(text, values)).toBe(filled);
});

test("what is filled in is not filled again", () => {
  expect(filledWords("{holder}", { ...values, holder: "{amount}" })).toBe("{amount}");
});

test.each([
  [[], true],
  [["reminder", "notice"], true],
  [["notice", "reminder"], false],
  [["notice", "notice"], false],
] as const)("%j is in order: %s", (kinds, sound) => {
  expect(inStepOrder(kinds)).toBe(sound);
});
