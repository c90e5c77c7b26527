import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import {
  escaped,
  rowsXml,
  writeWorkbook,
  type WrittenWorkbook,
} from "@warmline/shared/ledger/sheet/workbook/testing.ts";
import { cellWays, drawRows, one, type DrawnSheet, type Ways } from "./sheet-draw.ts";

/** Style 1 is a price, 2 a percentage, 3 a date. */
const FORMATS = ["#,##0.00", "0%"];

interface DrawnWorkbook {
  /** Of the sheet: its cells by row, as XML, and what stands around them. */
  cells: string[][];
  rowAttributes: Record<number, string>;
  before: string;
  after: string;
  others: WrittenWorkbook["sheets"][number][];
}

/** A workbook as people hand it in, with up to three things done to cells, sheet or bytes. */
export async function drawWorkbook(seed: number): Promise<DrawnSheet> {
  const random = seededRandom(seed);
  const done: string[] = [];
  const turn = <T>(share: number, thing: T, ways: Ways<T>): T => {
    if (random.next() >= share) return thing;
    const name = one(random, Object.keys(ways));
    done.push(name);
    return ways[name]!(thing);
  };
  const rows = turn(0.3, turn(0.3, drawRows(random), cellWays(random)), cellWays(random));
  const book = turn(0.3, turn(0.3, written(rows, random), bookWays(random)), bookWays(random));
  const bytes = await writeWorkbook({
    strings: [...new Set(rows.flat())].map(
      (text) => `<t xml:space="preserve">${escaped(text)}</t>`,
    ),
    formats: FORMATS,
    sheets: [{ name: "期初", xml: sheetXml(book) }, ...book.others],
  });
  return { bytes: turn(0.15, bytes, byteWays(random)), whole: bytes, done };
}

function written(rows: readonly (readonly string[])[], random: Random): DrawnWorkbook {
  const strings = [...new Set(rows.flat())];
  const cells = rows.map((row, line) =>
    row.map((text, column) => {
      const r = `${String.fromCharCode(65 + column)}${line + 1}`;
      if (text === "") return one(random, ["", `<c r="${r}" s="3"/>`, `<c r="${r}"><v></v></c>`]);
      const asNumber = /^(0|[1-9]\d{0,9})(\.\d+)?$/.test(text) && random.next() < 0.7;
      if (asNumber) return `<c r="${r}" s="${one(random, ["0", "1"])}"><v>${binary(text)}</v></c>`;
      return one(random, [
        `<c r="${r}" t="s"><v>${strings.indexOf(text)}</v></c>`,
        `<c r="${r}" t="str"><v>${escaped(text)}</v></c>`,
        `<c r="${r}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`,
      ]);
    }),
  );
  return { cells, rowAttributes: {}, before: "", after: "", others: [] };
}

/** With seventeen digits, as spreadsheets write what was typed. */
function binary(text: string): string {
  return Number(text).toPrecision(17);
}

function sheetXml({ cells, rowAttributes, before, after }: DrawnWorkbook): string {
  const rows = cells.map(
    (row, line) => `<row r="${line + 1}"${rowAttributes[line] ?? ""}>${row.join("")}</row>`,
  );
  return `${before}<sheetData>${rows.join("")}</sheetData>${after}`;
}

function bookWays(random: Random): Ways<DrawnWorkbook> {
  const at = (length: number) => Math.floor(random.next() * length);
  const cell = (book: DrawnWorkbook, change: (xml: string) => string) => {
    const row = book.cells[at(book.cells.length)] ?? [];
    const column = at(row.length);
    if (row[column] !== undefined) row[column] = change(row[column]);
    return book;
  };
  const other = (name: string, xml: string, state?: "hidden") => (book: DrawnWorkbook) => ({
    ...book,
    others: [...book.others, { name, xml, ...(state && { state }) }],
  });
  return {
    formula: (book) => cell(book, (xml) => xml.replace(/<v>/, "<f>A1</f><v>")),
    percentage: (book) => cell(book, (xml) => xml.replace(/ s="\d"/, ' s="2"')),
    date: (book) => cell(book, (xml) => xml.replace(/ s="\d"/, ' s="3"')),
    wrong: (book) => cell(book, (xml) => xml.replace(/ t="s"/, ' t="e"')),
    merged: (book) => ({
      ...book,
      after: `<mergeCells><mergeCell ref="A${1 + at(3)}:B4"/></mergeCells>`,
    }),
    "hidden row": (book) => ({ ...book, rowAttributes: { [at(4)]: ' hidden="1"' } }),
    "hidden column": (book) => ({
      ...book,
      before: `<cols><col min="${1 + at(4)}" max="${3 + at(30)}" hidden="true"/></cols>`,
    }),
    "empty sheet": other("Sheet2", "<sheetData/>"),
    "empty cells": other("Sheet2", '<sheetData><row r="1"><c r="A1" s="3"/></row></sheetData>'),
    "another sheet": other("Sheet3", rowsXml([["1"]])),
    "hidden sheet": other("Sheet3", rowsXml([["", "1"]]), "hidden"),
  };
}

function byteWays(random: Random): Ways<Uint8Array<ArrayBuffer>> {
  const at = (bytes: Uint8Array) => Math.floor(random.next() * bytes.length);
  return {
    "byte other": (bytes) => bytes.with(at(bytes), at(new Uint8Array(256))),
    "byte less": (bytes) => {
      const gone = at(bytes);
      return Uint8Array.from([...bytes.slice(0, gone), ...bytes.slice(gone + 1)]);
    },
    "bytes cut off": (bytes) => bytes.slice(0, at(bytes)),
    "bytes more": (bytes) => Uint8Array.from([...bytes, at(new Uint8Array(256))]),
  };
}
