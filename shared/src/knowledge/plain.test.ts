import { expect, test } from "vitest";
import { blocksOf } from "./plain.ts";

const p = (text: string) => ({ kind: "paragraph", text });
const list = (ordered: boolean, ...items: string[]) => ({ kind: "list", ordered, items });

test.each([
  ["甲\n乙", [p("甲\n乙")]],
  ["甲\n\n乙\n \n\n丙", [p("甲"), p("乙"), p("丙")]],
  ["先：\n- 甲\n- 乙\n后", [p("先："), list(false, "甲", "乙"), p("后")]],
  ["1. 甲\n2. 乙\n- 丙", [list(true, "甲", "乙"), list(false, "丙")]],
  ["- 甲\n\n- 乙", [list(false, "甲"), list(false, "乙")]],
  ["-没有空格\n2026. 年\n3.5 平方米", [p("-没有空格\n2026. 年\n3.5 平方米")]],
  ["<b>甲</b>", [p("<b>甲</b>")]],
  ["", []],
])("%j", (text, blocks) => {
  expect(blocksOf(text)).toEqual(blocks);
});
