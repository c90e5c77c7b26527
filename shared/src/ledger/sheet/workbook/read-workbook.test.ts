import { expect, test } from "vitest";
import { decodeOpeningSheet, readOpeningSheet } from "../opening-sheet.ts";
import { readWorkbook } from "./read-workbook.ts";
import { rowsXml, writeWorkbook, zipOf, type WrittenWorkbook } from "./testing.ts";

const HEAD = ["户号", "姓名", "采暖季", "应收", "减免", "已缴", "坏账", "欠费", "预存"];
const row = ["100000009", "王", "2024-2025", "1,000.00", "100", "300", "50", "550", ""];

async function decode(workbook: WrittenWorkbook) {
  return decodeOpeningSheet(await writeWorkbook(workbook));
}

/** A workbook whose one sheet has these cells in line 2, under a first line of texts. */
function decodeCells(cells: string, more: Partial<WrittenWorkbook> = {}, around = ["", ""]) {
  const head = `<row r="1"><c r="A1" t="str"><v>户号</v></c><c r="B1" t="str"><v>x</v></c></row>`;
  const rows = `<sheetData>${head}<row r="2">${cells}</row></sheetData>`;
  const xml = `${around[0]}${rows}${around[1]}`;
  return decode({ sheets: [{ name: "Sheet1", xml }], ...more });
}

test("the four sums of a season, paid ones and a household that owes nothing", async () => {
  const paid = ["100000016", "", "2023-2024", "800", "", "800", "", "0", ""];
  const { text = "" } = await decode({
    sheets: [
      { name: "期初", xml: rowsXml([HEAD, row, paid]) },
      { name: "Sheet2", xml: "<sheetData/>" },
    ],
  });
  const { households, faults } = readOpeningSheet(text);
  expect(faults).toEqual([]);
  const [one, other] = households;
  expect(one?.seasons).toEqual([
    {
      season: "2024-2025",
      chargedFen: 100_000,
      relievedFen: 10_000,
      paidFen: 30_000,
      writtenOffFen: 5_000,
      line: 2,
    },
  ]);
  expect(other?.seasons).toMatchObject([{ chargedFen: 80_000, paidFen: 80_000, line: 3 }]);
});

test.each([
  ["a number", '<c r="A2"><v>100000009</v></c>', "100000009"],
  ["what was typed as 1234.56", '<c r="A2"><v>1234.5599999999999</v></c>', "1234.56"],
  ["a number with its exponent", '<c r="A2"><v>1E3</v></c>', "1000"],
  ["more than was typed", '<c r="A2"><v>0.30000000000000004</v></c>', "0.30000000000000004"],
  ["a number as text", '<c r="A2" t="s"><v>0</v></c>', "1,234.50"],
  ["text in runs", '<c r="A2" t="s"><v>1</v></c>', "王小明"],
  ["text with its sound", '<c r="A2" t="s"><v>2</v></c>', "王"],
  ["text in the cell", '<c r="A2" t="inlineStr"><is><t>王</t></is></c>', "王"],
  ["a mark that XML cannot hold", '<c r="A2" t="str"><v>a_x0007_b</v></c>', "a\u0007b"],
  ["true", '<c r="A2" t="b"><v>1</v></c>', "TRUE"],
  ["an error", '<c r="A2" t="e"><v>#N/A</v></c>', "#N/A"],
  ["a cell that says not where it is", "<c><v>5</v></c>", "5"],
  ["a price in its format", '<c r="A2" s="1"><v>5</v></c>', "5"],
  ["nothing, though it looks like a date", '<c r="A2" s="2"/>', ""],
])("%s is read", async (_, cells, expected) => {
  const strings = [
    "<t>1,234.50</t>",
    "<r><t>王</t></r><r><t>小明</t></r>",
    '<t>王</t><rPh sb="0" eb="1"><t>wáng</t></rPh>',
  ];
  const { text } = await decodeCells(cells, { strings, formats: ['¥#,##0.00"元"'] });
  expect(text?.split("\n")[1] ?? "\t").toBe(`${expected}\t`);
});

test.each([
  ["a formula", '<c r="A2"><f>1+1</f><v>2</v></c>', "cell-formula", "2"],
  ["a formula that was never computed", '<c r="A2"><f>1+1</f></c>', "cell-formula", ""],
  ["a date", '<c r="A2" s="2"><v>45678</v></c>', "cell-format", "45678"],
  ["a date as text of XML", '<c r="A2" t="d"><v>2024-01-01</v></c>', "cell-format", "2024-01-01"],
  ["a percentage", '<c r="A2" s="1"><v>0.5</v></c>', "cell-format", "0.5"],
  ["a line break", '<c r="A2" t="str"><v>a_x000D_&#10;b</v></c>', "line-break", "a⏎b"],
])("%s is refused", async (_, cells, code, text) => {
  const { faults } = await decodeCells(cells, { formats: ["0%"] });
  expect(faults).toEqual([{ line: 2, column: 1, code, text }]);
});

test("hidden rows and columns that hold something, and merged cells, are refused", async () => {
  const cells = '<c r="A2"><v>1</v></c><c r="B2"><v>2</v></c><c r="C2"/>';
  const columns = '<cols><col min="2" max="3" hidden="1"/></cols>';
  const merged = '<mergeCells><mergeCell ref="A2:B3"/></mergeCells>';
  const { faults = [] } = await decodeCells(cells, {}, [columns, merged]);
  expect(faults.map(({ line, column, code }) => [line, column, code])).toEqual([
    [1, 2, "cell-hidden"],
    [2, 2, "cell-hidden"],
    [2, 1, "cell-merged"],
  ]);
  const xml =
    '<sheetData><row r="3" hidden="1"><c r="B3"><v>1</v></c><c r="C3"/></row></sheetData>';
  const hidden = await decode({ sheets: [{ name: "1", xml }] });
  expect(hidden.faults).toMatchObject([{ line: 3, column: 2, code: "cell-hidden" }]);
});

test("faults of cells are those of a file that is no workbook", async () => {
  const wrong = ["1000000", "", "2024-2026", "1,5", "", "", "", "", "many"];
  const rows = [HEAD, [], row, wrong];
  const { text = "" } = await decode({ sheets: [{ name: "1", xml: rowsXml(rows) }] });
  const csv = rows.map((cells) => HEAD.map((_, place) => `"${cells[place] ?? ""}"`).join(","));
  const { faults } = readOpeningSheet(text);
  expect(faults).toEqual(readOpeningSheet(csv.join("\r\n")).faults);
  expect(faults.map(({ line, column }) => `${line} ${column}`)).toEqual([
    "4 number",
    "4 season",
    "4 charged",
    "4 prepaid",
  ]);
});

test("a text beside the value of a cell does not get into the next cell", async () => {
  const beside = '<c r="A2"><v>1</v><is><t>x</t></is></c>';
  const { text } = await decodeCells(`${beside}<c r="B2" t="inlineStr"><is><t>王</t></is></c>`);
  expect(text?.split("\n")[1]).toBe("1\t王");
});

test("quotes and tabs within a cell stay in it", async () => {
  const rows = [
    ["户号", "x"],
    ['5"管', "a\tb"],
    ['"', ""],
  ];
  const { text } = await decode({ sheets: [{ name: "1", xml: rowsXml(rows) }] });
  expect(text).toBe('户号\tx\n"5""管"\t"a\tb"\n""""\t');
});

test("a second sheet with something in it is refused, a hidden one too", async () => {
  const xml = rowsXml([HEAD, row]);
  const sheets = [
    { name: "期初", xml },
    { name: "旧表", state: "hidden", xml: rowsXml([["", "x"]]) },
  ] as const;
  const { faults } = await decode({ sheets });
  expect(faults).toMatchObject([{ code: "sheet-several", text: "期初, 旧表" }]);
});

const DOCTYPE = '<!DOCTYPE a [<!ENTITY e "x">]><worksheet/>';

test.each([
  ["without its sheet", { "xl/worksheets/s0.xml": "" }, "sheet-damaged"],
  ["with entities of its own", { "xl/worksheets/s0.xml": DOCTYPE }, "sheet-damaged"],
  ["of binary parts", { "_rels/.rels": "<a/>" }, "sheet-workbook"],
])("a workbook %s is refused", async (_, parts, code) => {
  const { faults } = await decode({ sheets: [{ name: "1", xml: rowsXml([HEAD]) }], parts });
  expect(faults).toMatchObject([{ code }]);
});

test.each([
  ["a row again", '<row r="2"/><row r="2"/>'],
  ["a cell again", '<row r="2"><c r="A2"/><c r="A2"/></row>'],
  ["a cell of another row", '<row r="2"><c r="A3"/></row>'],
  ["a text that is not there", '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'],
  ["a number that is none", '<row r="2"><c r="A2"><v>1,5</v></c></row>'],
  ["a row below the last", '<row r="1048577"/>'],
])("a sheet with %s is refused", async (_, rows) => {
  const xml = `<sheetData>${rows}</sheetData>`;
  const { faults } = await decode({ sheets: [{ name: "1", xml }] });
  expect(faults).toMatchObject([{ code: "sheet-damaged" }]);
});

test("any other zip is no workbook, and a byte that was lost is seen", async () => {
  const zip = await zipOf({ "a.txt": "a" });
  expect((await decodeOpeningSheet(zip)).faults).toMatchObject([{ code: "sheet-workbook" }]);
  const bytes = await writeWorkbook({ sheets: [{ name: "1", xml: rowsXml([HEAD, row]) }] });
  const at = bytes.indexOf(0x73, bytes.length / 2);
  bytes[at] = 0x74;
  expect((await decodeOpeningSheet(bytes)).faults).toMatchObject([{ code: "sheet-damaged" }]);
});

test("what unpacks to more than any sheet is given up", async () => {
  const bytes = await writeWorkbook({
    sheets: [{ name: "1", xml: `<sheetData/>${" ".repeat(1_000_000)}` }],
  });
  expect(bytes.length).toBeLessThan(20_000);
  const { faults } = await readWorkbook(bytes, 1_000_000);
  expect(faults).toMatchObject([{ code: "sheet-large" }]);
  expect(await readWorkbook(bytes, 1_100_000)).toEqual({ text: "" });
});

test("a text that stands in ever so many cells is given up", async () => {
  const cell = '<c t="s"><v>0</v></c>';
  const xml = `<sheetData>${`<row>${cell.repeat(100)}</row>`.repeat(10)}</sheetData>`;
  const strings = [`<t>${"x".repeat(30_000)}</t>`];
  const { faults } = await decode({ sheets: [{ name: "1", xml }], strings });
  expect(faults).toMatchObject([{ code: "sheet-large" }]);
});
