import { describe, expect, test } from "vitest";
import { line, phoneText, text } from "./fields.ts";

describe("a line of text", () => {
  test.each([
    ["trimmed", "  王 小明\u3000", "王 小明"],
    ["what nobody sees", "\ufeff王\u200b小\u2060明\u200f", "王小明"],
    ["blanks behind what nobody sees", "王\u200b \u200b", "王"],
    ["half of a rare character", "\ud842 a", "\ufffd a"],
    ["faces", "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"],
  ])("%s", (_, given, kept) => {
    expect(line(40).parse(given)).toBe(kept);
  });

  test.each([
    "",
    " ",
    "\u200b",
    "\u202e \u202c",
    "\u0000",
    "a\nb",
    "a\u2028b",
    "a\u2029b",
    "a\u0085b",
    "\u202e\u2066甲方\u2069\u202c",
    "甲\u202d方",
    "甲\u2067方",
  ])("%j is none", (sample) => {
    expect(line(40).safeParse(sample).success).toBe(false);
  });
});

test("marks that a phone copies with a number go", () => {
  expect(phoneText.parse("\u202d13912345678\u202c")).toBe("13912345678");
  expect(phoneText.safeParse("\u202d \u202c").success).toBe(false);
});

test("text of several lines keeps them, and nothing else that steers", () => {
  expect(text().parse("一\r\n二\t三 四")).toBe("一\r\n二\t三 四");
  for (const sample of ["\u200b\n", "a\u0000", "a\u001b[31m", "a\u202eb", "a\u2066b"]) {
    expect(text().safeParse(sample).success, JSON.stringify(sample)).toBe(false);
  }
});
