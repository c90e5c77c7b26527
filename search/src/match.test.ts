import { describe, expect, test } from "vitest";
import { SEARCH_LEVELS } from "@warmline/shared/search/kinds.ts";
import { heldTerms, linesOf } from "./columns.ts";
import type { Field } from "./entry.ts";
import { scoreOf } from "./match.ts";
import { expressionOf } from "./query.ts";

const fields: readonly Field[] = [
  { kind: "number", name: "number", text: "100000009" },
  { kind: "name", name: "holder", text: "单雄信" },
  { kind: "name", name: "person", text: "吕布" },
  { kind: "phone", name: "phone", text: "+8613912345678" },
  { kind: "phone", name: "phone", text: "+863152345678" },
  { kind: "address", name: "address", text: "幸福里小区3号楼2单元501" },
  { kind: "address", name: "district", text: "西城区" },
];
const lines = linesOf(heldTerms({ fields }));

function isFound(typed: string): boolean {
  const expressions = SEARCH_LEVELS.slice(0, 2).map((level) => expressionOf(typed, level));
  return expressions.some((one) => one !== null && scoreOf(lines, one) !== null);
}

describe("what one types finds a household", () => {
  test.each([
    "1000",
    "单雄",
    "shanxi",
    "SXX",
    "lvbu",
    "13912345678",
    "+86 13912345678",
    "008613912345678",
    "1391234",
    "139 1234 5678",
    "10000 0009",
    "0315-2345678",
    "03152345678",
    "5678",
    "５６７８",
    "幸福里",
    "幸福里小区",
    "幸福里3号",
    "幸福里3号楼",
    "幸福里3号楼2单元501",
    "幸福里3栋2单元501室",
    "幸福里 3号楼 2单元 501",
    "幸福里 3 2 501",
    "幸福里3-2-501",
    "幸福里 501",
    "xfl3-2",
    "幸福里 单雄信",
    "sxx 501",
    "西城区 吕布",
    "雄信",
    "0315-234",
    "0315234567",
    "吕布139-1234-5678",
    "吕布3-2-501",
  ])("%s", (typed) => expect(isFound(typed)).toBe(true));
});

describe("what one types does not find it", () => {
  test.each([
    "幸福里4号楼",
    "幸福里 502",
    "sxx 502",
    "东城区 吕布",
    "5679",
    "幸福里3-21",
    "2-3-501",
    "幸福里2-3-501",
    "  ， ",
  ])("%s", (typed = "") => expect(isFound(typed)).toBe(false));
});

test("numbers with blanks have the order of an address before any other", () => {
  const found = (typed: string, level: (typeof SEARCH_LEVELS)[number]) =>
    scoreOf(lines, expressionOf(typed, level)!) !== null;
  expect(found("幸福里 3 2 501", "typed")).toBe(true);
  expect(found("幸福里 2 3 501", "typed")).toBe(false);
  expect(found("幸福里 2 3 501", "words")).toBe(true);
});
