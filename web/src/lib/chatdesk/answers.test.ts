import { expect, test } from "vitest";
import type { AnswerRow } from "@warmline/shared/chatdesk/rows.ts";
import { answerChoices } from "./answers.ts";

const row = (shortcut: string, text: string, over: Partial<AnswerRow> = {}): AnswerRow => ({
  id: shortcut,
  rev: 1,
  shortcut,
  text,
  retired: false,
  ...over,
});
const ROWS = [
  row("nh", "您好", { textEn: "Hello" }),
  row("BX", "请先报修"),
  row("bye", "再见", { retired: true }),
  row("qf", "户号 {户号} 应缴 {欠费}"),
  row("jf", "应缴费的请到营业厅"),
];
const ABOUT = { number: "100000001", name: "王芳", owed: "¥12.00" };
const zh = (typed: string, about: typeof ABOUT | null = ABOUT) =>
  answerChoices(ROWS, { typed, language: "zh", about });

test.each<[typed: string, shortcuts: string[]]>([
  ["/", ["BX", "jf", "nh", "qf"]],
  ["/b", ["BX"]],
  ["/NH", ["nh"]],
  ["/应缴", ["jf", "qf"]],
  ["/x", []],
  ["/nh ", []],
  ["nh", []],
  ["见/nh", []],
  ["", []],
])("%j means %j", (typed, shortcuts) => {
  expect(zh(typed).map(({ shortcut }) => shortcut)).toEqual(shortcuts);
});

test("a shortcut that begins so comes before a text that has it", () => {
  const rows = [row("a1", "说 b2"), row("b2", "别的")];
  const found = answerChoices(rows, { typed: "/b2", language: "zh", about: null });
  expect(found.map(({ id }) => id)).toEqual(["b2", "a1"]);
});

test("it is written in the language of whoever reads it, where it has one", () => {
  const [hello, repair] = ["/nh", "/bx"].map((typed) =>
    answerChoices(ROWS, { typed, language: "en", about: null }),
  );
  expect(hello).toMatchObject([{ text: "Hello", ready: true }]);
  expect(repair).toMatchObject([{ text: "请先报修" }]);
});

test("of a household nothing is written that is not known", () => {
  expect(zh("/qf")).toMatchObject([{ text: "户号 100000001 应缴 ¥12.00", ready: true }]);
  expect(zh("/qf", null)).toMatchObject([{ text: "户号 {户号} 应缴 {欠费}", ready: false }]);
});

test("no list is longer than a hand reaches", () => {
  const rows = Array.from({ length: 30 }, (_, n) => row(`a${n}`, "好"));
  expect(answerChoices(rows, { typed: "/a", language: "zh", about: null })).toHaveLength(6);
});
