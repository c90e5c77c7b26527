import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { aboutOf, areKnown, filled } from "./placeholders.ts";

const HOUSEHOLD = { number: "100000001", name: "王$&芳" };
const ABOUT = aboutOf(HOUSEHOLD, { owedFen: fen(123_456) });

test.each([
  ["户号 {户号}，{姓名}，应缴 {欠费}", "户号 100000001，王$&芳，应缴 ¥1,234.56"],
  ["{number} {name} {owed}", "100000001 王$&芳 ¥1,234.56"],
  ["没有花括号", "没有花括号"],
])("%s is filled in", (text, said) => {
  expect(filled(text, ABOUT)).toBe(said);
});

test.each([
  ["nobody is bound", "{户号}", null],
  ["what is owed may not be read", "{户号} {欠费}", aboutOf(HOUSEHOLD, null)],
  ["it means nothing", "{constructor}", ABOUT],
])("where %s nothing is written", (_, text, about) => {
  expect(filled(text, about)).toBeNull();
});

test("who owes nothing is told so", () => {
  expect(filled("{欠费}", aboutOf(HOUSEHOLD, { owedFen: fen(0) }))).toBe("¥0.00");
});

test("only what means something is a placeholder", () => {
  expect(areKnown("{户号} {name} {}")).toBe(false);
  expect(areKnown("{户号} {name}")).toBe(true);
  expect(areKnown("一个 { 不是")).toBe(true);
});
