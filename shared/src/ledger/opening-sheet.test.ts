import { expect, test } from "vitest";
import { readOpeningSheet } from "./opening-sheet.ts";

const HEAD = ["户号", "姓名", "采暖期", "欠费（元）", "预存（元）"];

test("rows of one household are one household, in cells as people write them", () => {
  const { households, faults } = readOpeningSheet([
    HEAD,
    ["10000000-9", "王小明", "2023-2024", "1,234.5", ""],
    ["100000009", "", "2024/2025", "￥0.07", "100"],
    ["", "", "", "", ""],
    ["100000016", "", "", "", "88.80"],
  ]);
  expect(faults).toEqual([]);
  expect(households).toEqual([
    {
      number: "100000009",
      line: 2,
      balances: [
        { season: "2023-2024", owedFen: 123_450, line: 2 },
        { season: "2024-2025", owedFen: 7, line: 3 },
      ],
      prepaidFen: 10_000,
      prepaidLine: 3,
    },
    { number: "100000016", line: 5, balances: [], prepaidFen: 8_880, prepaidLine: 5 },
  ]);
});

test("columns may stand anywhere and be named in English, with a byte order mark", () => {
  const { households } = readOpeningSheet([
    ["\uFEFFOwed", "season", "Household"],
    ["12", "2024-2025", "100000009"],
  ]);
  expect(households).toMatchObject([{ number: "100000009", balances: [{ owedFen: 1_200 }] }]);
});

const good = ["100000009", "", "2024-2025", "1", ""];

test.each([
  [["1000000", "", "2024-2025", "1", ""], "number", "number-wrong"],
  [["100000009", "", "2024-2026", "1", ""], "season", "season-wrong"],
  [["100000009", "", "", "1", ""], "season", "season-missing"],
  [["100000009", "", "2024-2025", "-1", ""], "owed", "amount-wrong"],
  [["100000009", "", "2024-2025", "1.234", ""], "owed", "amount-wrong"],
  [["100000009", "", "2024-2025", "1e3", ""], "owed", "amount-wrong"],
  [["100000009", "", "2024-2025", "99999999", ""], "owed", "amount-wrong"],
  [["100000009", "", "2024-2025", "", "5"], "owed", "amount-missing"],
  [["100000009", "", "", "", ""], "owed", "amount-missing"],
  [["100000009", "", "", "", "many"], "prepaid", "amount-wrong"],
])("%j: %s is %s", (cells, column, code) => {
  expect(readOpeningSheet([HEAD, cells]).faults).toMatchObject([{ line: 2, column, code }]);
});

test("what contradicts another line is named where it stands the second time", () => {
  const { faults } = readOpeningSheet([
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
  const { faults } = readOpeningSheet([HEAD, bad, good, bad]);
  expect(faults.map(({ line }) => line)).toEqual([2, 2, 2, 2, 4, 4, 4, 4]);
});

test("a sheet without its columns, or without rows", () => {
  const without = readOpeningSheet([
    ["姓名", "户号"],
    ["王", "100000009"],
  ]);
  expect(without.faults.map(({ column, code }) => `${column} ${code}`)).toEqual([
    "season column-missing",
    "owed column-missing",
  ]);
  expect(readOpeningSheet([HEAD, ["", ""]]).faults).toMatchObject([{ code: "sheet-empty" }]);
  expect(readOpeningSheet([]).faults).toHaveLength(3);
});
