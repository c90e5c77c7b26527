import * as fc from "fast-check";
import { expect, test } from "vitest";
import { partsOf } from "./parts.ts";

const bytes = (text: string) => new TextEncoder().encode(text).length;

test.each([
  [[], []],
  [["一", "二"], ["一\n二"]],
  [
    ["一二三", "四"],
    ["一二三", "四"],
  ],
  [["一二三四"], ["一二三", "四"]],
])("%j", (lines, parts) => {
  expect(partsOf(lines, 10)).toEqual(parts);
});

test("nothing is lost, no part is too long, no sign is cut", () => {
  const line = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.array(line.filter((one) => !one.includes("\n"))), (lines) => {
      const parts = partsOf(lines, 40);
      expect(parts.filter((part) => bytes(part) > 40)).toEqual([]);
      expect(parts.join("").replaceAll("\n", "")).toBe(lines.join(""));
    }),
  );
});
