import { expect, test } from "vitest";
import { cellsOf } from "./cells.ts";

const rows = [
  ["户号", "采暖季", "欠费"],
  ["100000009", "2024-2025", "1,234.50"],
];

test.each([
  ["pasted out of a spreadsheet", "户号\t采暖季\t欠费\n100000009\t2024-2025\t1,234.50"],
  ["CSV", '\uFEFF户号,采暖季,欠费\r\n100000009,2024-2025,"1,234.50"'],
  ["CSV of some countries", "户号;采暖季;欠费\n100000009;2024-2025;1,234.50"],
  ["lines that end in different ways", '户号,采暖季,欠费\r100000009,2024-2025,"1,234.50"'],
  ["blanks around", '户号 ,　采暖季,欠费\u00a0\n\t100000009,"2024-2025 ","1,234.50" '],
])("%s", (_, text) => {
  expect(cellsOf(text)).toEqual({ rows, faults: [] });
});

test("a quote within a cell is itself, a doubled one in quotes too", () => {
  expect(cellsOf('a,b\n5"管,"5""管"').rows).toEqual([
    ["a", "b"],
    ['5"管', '5"管'],
  ]);
});

test("blank lines are lines", () => {
  expect(cellsOf("a\n\n b\n").rows).toEqual([["a"], [""], ["b"]]);
});

test.each([
  ["never closed", 'a,b\n1,2\n3,"4\n5,6\n', { line: 3, column: 2, code: "stray-quote" }],
  ["closed too early", 'a,b\n1,2\n"3"x,4\n5,6\n', { line: 3, column: 1, code: "stray-quote" }],
  ["at the end", 'a,b\n1,"', { line: 2, column: 2, code: "stray-quote" }],
  ["closed lines later", 'a,b\n1,"2\n3,4\n5"\n', { line: 2, column: 2, code: "line-break" }],
  ["after such a cell", 'a\n"b\nc"\n"d\ne"', { line: 2, column: 1 }, { line: 4, column: 1 }],
])("a quote %s: the line where it opens is named", (_, text, ...faults) => {
  const read = cellsOf(text);
  expect(read.rows).toEqual([]);
  expect(read.faults).toMatchObject(faults);
  expect(read.faults).toHaveLength(faults.length);
});

test.each([
  ["\u0000", "U+0000"],
  ["\u001b", "U+001B"],
  ["\u007f", "U+007F"],
  ["\u0085", "U+0085"],
  ["\u200b", "U+200B"],
  ["\u2028", "U+2028"],
  ["\u202e", "U+202E"],
  ["\u2066", "U+2066"],
  ["\ufeff", "U+FEFF"],
  ["\ufffd", "U+FFFD"],
  ["\ud842", "U+D842"],
])("%j is a fault with its place, in whatever column", (character, found) => {
  for (const [cell, at] of [
    [`王${character}明`, 2],
    [`王明${character}`, 3],
    [`${character}王明`, 1],
  ] as const) {
    expect(cellsOf(`a,b\n\n1,${cell}\n`).faults).toMatchObject([
      { line: 3, column: 2, code: "character-unwanted", detail: { at, found } },
    ]);
  }
});

test("a tab is a blank at the ends of a cell, and steers within one", () => {
  expect(cellsOf("a,b\n\t0123,2\t").rows[1]).toEqual(["0123", "2"]);
  expect(cellsOf("a,b\n01\t23,2").faults).toMatchObject([
    { line: 2, column: 1, code: "character-unwanted" },
  ]);
});

test("a rare character and a face are what they are", () => {
  expect(cellsOf("a\n𠮷👨‍👩‍👧").rows[1]).toEqual(["𠮷👨‍👩‍👧"]);
});
