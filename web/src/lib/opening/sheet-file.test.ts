import { expect, test } from "vitest";
import { cellsOf, textOf } from "./sheet-file.ts";

const cells = [
  ["户号", "采暖季", "欠费"],
  ["100000009", "2024-2025", "1,234.50"],
];

test.each([
  ["pasted out of a spreadsheet", "户号\t采暖季\t欠费\n100000009\t2024-2025\t1,234.50"],
  ["CSV", '\uFEFF户号,采暖季,欠费\r\n100000009,2024-2025,"1,234.50"'],
  ["CSV of some countries", "户号;采暖季;欠费\n100000009;2024-2025;1,234.50"],
])("%s", (_, text) => {
  expect(cellsOf(text)).toEqual(cells);
});

test("a file in UTF-8, or as Chinese spreadsheets save it", () => {
  const utf8 = new TextEncoder().encode("户号");
  expect(textOf(utf8.buffer)).toBe("户号");
  expect(textOf(new Uint8Array([0xbb, 0xa7, 0xba, 0xc5]).buffer)).toBe("户号");
});
