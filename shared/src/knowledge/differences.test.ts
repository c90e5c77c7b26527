import { array, assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";
import { differences } from "./differences.ts";

const marks = { same: " ", gone: "-", new: "+" } as const;
const shown = (before: string, after: string) =>
  differences(before, after).map(({ kind, text }) => marks[kind] + text);

test.each([
  ["a\nb\nc", "a\nb\nc", [" a", " b", " c"]],
  ["a\nb\nc", "a\nc", [" a", "-b", " c"]],
  ["a\nc", "a\nb\nc", [" a", "+b", " c"]],
  ["a\nb", "a\nx", [" a", "-b", "+x"]],
])("%j to %j", (before, after, lines) => {
  expect(shown(before, after)).toEqual(lines);
});

test("what is not new is the former text, what is not gone the next one, in order", () => {
  const text = array(constantFrom("甲", "乙", "丙", ""), { minLength: 1, maxLength: 12 });
  assert(
    property(text, text, (old, now) => {
      const lines = differences(old.join("\n"), now.join("\n"));
      const without = (kind: string) => lines.filter((one) => one.kind !== kind);
      expect(without("new").map((one) => one.text)).toEqual(old);
      expect(without("gone").map((one) => one.text)).toEqual(now);
    }),
  );
});
