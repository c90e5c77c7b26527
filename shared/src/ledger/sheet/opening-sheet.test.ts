import { expect, test } from "vitest";
import { readOpeningSheet } from "./opening-sheet.ts";

/** As it is pasted out of a spreadsheet. */
function read(rows: readonly (readonly string[])[]) {
  return readOpeningSheet(rows.map((cells) => cells.join("\t")).join("\n"));
}

const HEAD = ["户号", "姓名", "采暖期", "欠费（元）", "预存（元）"];

const HEAD_ALL = ["户号", "采暖期", "应收", "减免", "已缴", "坏账", "欠费", "预存"];

test("rows of one household are one household, in cells as people write them", () => {
  const { households, faults } = read([
    HEAD,
    ["10000000-9", "王小明", "2023-2024", "1,234.5", ""],
    ["100000009", "", "2024/2025", "￥0.07", "100"],
    ["", "", "", "", ""],
    ["100000016", "", "", "", "88.80"],
    ["100000023", "", "2024-2025", "0", ""],
    ["100000031", "", "", "", "0"],
  ]);
  expect(faults).toEqual([]);
  const nothing = { relievedFen: 0, paidFen: 0, writtenOffFen: 0 };
  expect(households).toEqual([
    {
      number: "100000009",
      line: 2,
      seasons: [
        { season: "2023-2024", chargedFen: 123_450, ...nothing, line: 2 },
        { season: "2024-2025", chargedFen: 7, ...nothing, line: 3 },
      ],
      prepaidFen: 10_000,
      prepaidLine: 3,
    },
    { number: "100000016", line: 5, seasons: [], prepaidFen: 8_880, prepaidLine: 5 },
    {
      number: "100000023",
      line: 6,
      seasons: [{ season: "2024-2025", chargedFen: 0, ...nothing, line: 6 }],
      prepaidFen: 0,
    },
    { number: "100000031", line: 7, seasons: [], prepaidFen: 0, prepaidLine: 7 },
  ]);
});

test.each([
  ["all four and what is left", ["100", "10", "20", "30", "40"], [100, 10, 20, 30]],
  ["what is owed follows", ["100", "", "100", "", ""], [100, 0, 100, 0]],
  ["what was charged follows", ["", "", "60", "", "40"], [100, 0, 60, 0]],
])("the sums of a season: %s", (_, cells, [charged, relieved, paid, writtenOff]) => {
  const row = ["100000009", "2024-2025", ...cells, ""];
  const { households, faults } = read([HEAD_ALL, row]);
  expect(faults).toEqual([]);
  expect(households[0]?.seasons).toEqual([
    {
      season: "2024-2025",
      chargedFen: charged! * 100,
      relievedFen: relieved! * 100,
      paidFen: paid! * 100,
      writtenOffFen: writtenOff! * 100,
      line: 2,
    },
  ]);
});

test.each([
  ["more left than there is", ["100", "", "70", "", "40"]],
  ["more paid than was charged", ["100", "", "101", "", ""]],
])("sums that do not add up: %s", (_, cells) => {
  const row = ["100000009", "2024-2025", ...cells, ""];
  expect(read([HEAD_ALL, row]).faults).toMatchObject([
    { line: 2, column: "owed", code: "sums-differ" },
  ]);
});

test("columns may stand anywhere and be named in English, with a byte order mark", () => {
  const { households } = read([
    ["\uFEFFOwed", "season", "Household"],
    ["12", "2024-2025", "100000009"],
  ]);
  expect(households).toMatchObject([{ number: "100000009", seasons: [{ chargedFen: 1_200 }] }]);
});

const good = ["100000009", "", "2024-2025", "1", ""];

test.each([
  [["1000000", "", "2024-2025", "1", ""], "number", "household-wrong"],
  [["100000009", "", "2024-2026", "1", ""], "season", "season-wrong"],
  [["100000009", "", "", "1", ""], "season", "season-missing"],
  [["100000009", "", "2024-2025", "-1", ""], "owed", "number-character"],
  [["100000009", "", "2024-2025", "1.234", ""], "owed", "number-places"],
  [["100000009", "", "2024-2025", "1e3", ""], "owed", "number-character"],
  [["100000009", "", "2024-2025", "999999999", ""], "owed", "number-large"],
  [["100000009", "", "2024-2025", "1234,56", ""], "owed", "number-groups"],
  [["100000009", "", "2024-2025", "1,5", ""], "owed", "number-groups"],
  [["100000009", "", "2024-2025", "12 34.56", ""], "owed", "number-character"],
  [["100000009", "", "2024-2025", "1", "", "234.56"], 6, "row-too-long"],
  [["100000009", "", "2024-2025", "1", "234.56", ""], 6, "row-too-long"],
  [["100000009", "", "2024-2025", "1"], 5, "row-too-short"],
  [["1000 00009", "", "2024-2025", "1", ""], "number", "household-wrong"],
  [["0100000009", "", "2024-2025", "1", ""], "number", "household-wrong"],
  [["100000009", "", "2024--2025", "1", ""], "season", "season-wrong"],
  [["100000009", "", "2024-2025", "", "5"], "owed", "amount-missing"],
  [["100000009", "", "", "", ""], "owed", "amount-missing"],
  [["100000009", "", "", "", "many"], "prepaid", "number-character"],
])("%j: %s is %s", (cells, column, code) => {
  expect(read([HEAD, cells]).faults).toMatchObject([{ line: 2, column, code }]);
});

test("an amount in thousands without quotes never moves what comes after it", () => {
  for (const [head, row] of [
    ["户号,采暖季,欠费,预存", "100000009,2024-2025,1,234.56,0"],
    ["户号,采暖季,欠费,预存", "100000009,2024-2025,1,234.56,"],
    ["户号,采暖季,欠费,,", "100000009,2024-2025,1,234.56,0"],
  ] as const) {
    const { households, faults } = readOpeningSheet(`${head}\n${row}`);
    expect(households).toEqual([]);
    expect(faults).toMatchObject([{ line: 2, code: "row-too-long" }]);
  }
});

test("a fault of an amount says where in the cell", () => {
  const row = ["100000009", "", "2024-2025", "1234，56", ""];
  expect(read([HEAD, row]).faults).toEqual([
    {
      line: 2,
      column: "owed",
      code: "number-groups",
      text: "1234，56",
      detail: { at: 5, found: "，" },
    },
  ]);
});

test("a sheet as Chinese keyboards type it, padded as spreadsheets save it", () => {
  const text = "户号,采暖季,欠费,,\n１０００００００９,２０２４——２０２５,￥１２．５,,\n,,,,\n\n";
  expect(readOpeningSheet(text)).toMatchObject({
    faults: [],
    households: [{ number: "100000009", seasons: [{ season: "2024-2025", chargedFen: 1_250 }] }],
  });
});

test("columns that are not looked at are told", () => {
  expect(
    read([
      [...HEAD, "预存款"],
      [...good, "9"],
    ]).others,
  ).toEqual(["姓名", "预存款"]);
});

test("what contradicts another line is named where it stands the second time", () => {
  const { faults } = read([
    HEAD,
    good,
    good,
    ["100000009", "", "2023-2024", "1", "5"],
    ["100000009", "", "2022-2023", "1", "5"],
  ]);
  expect(faults).toEqual([
    { line: 3, column: "season", code: "season-twice", text: "2024-2025" },
    { line: 5, column: "prepaid", code: "prepaid-twice", text: "5" },
  ]);
});

test("every fault of every line is named, not the first alone", () => {
  const bad = ["x", "", "y", "z", "w"];
  const { faults } = read([HEAD, bad, good, bad]);
  expect(faults.map(({ line }) => line)).toEqual([2, 2, 2, 2, 4, 4, 4, 4]);
});

test.each([
  ["column-twice", ["户号", "采暖季", "欠费", "欠费金额"]],
  ["column-unit", ["户号", "采暖季", "欠费(万元)"]],
  ["column-unit", ["户号", "采暖季", "欠费（分）"]],
])("%s: %j", (code, head) => {
  const { households, faults } = read([head, ["100000009", "2024-2025", "1", "2"]]);
  expect(households).toEqual([]);
  expect(faults).toMatchObject([{ line: 1, column: "owed", code }]);
});

test("a sheet without its columns, or without rows", () => {
  const without = read([
    ["姓名", "户号"],
    ["王", "100000009"],
  ]);
  expect(without.faults.map(({ column, code }) => `${column} ${code}`)).toEqual([
    "season column-missing",
    "owed column-missing",
  ]);
  expect(read([HEAD, ["", ""]]).faults).toMatchObject([{ code: "sheet-empty" }]);
  expect(read([]).faults).toHaveLength(3);
});
