import Papa from "papaparse";
import { findCharacter } from "../../kernel/unwanted-character.ts";
import { fault, type SheetFault } from "./fault.ts";

export interface Cells {
  /** A row for each line of the sheet, blank ones too; empty when there is a fault. */
  readonly rows: readonly (readonly string[])[];
  readonly faults: readonly SheetFault[];
}

/** Between the cells of a line; which of them is read off the first line. */
const DELIMITERS = ["\t", ",", ";"] as const;

/**
 * What nobody sees or what turns text around, what steers a machine, and what a wrong encoding left
 * behind: none of it is ever meant in a sheet of numbers.
 */
const UNWANTED =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffd]/u;

/**
 * The cells of a sheet as pasted out of a spreadsheet (tabs) or as CSV, without the blanks around
 * them. A row is a line: a quote that is not closed in its line would swallow the lines after it,
 * so a line break within a cell is a fault as well.
 */
export function cellsOf(sheet: string): Cells {
  const text = sheet.replace(/\r\n?/g, "\n").replace(/\n?$/, "\n");
  const [head = ""] = text.split("\n", 1);
  const delimiter = DELIMITERS.find((one) => head.includes(one)) ?? ",";
  // Takes one byte order mark away as well.
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n" });
  const faults = errors.map(({ index = 0 }) => strayQuote(text, index, delimiter));
  if (faults.length > 0) return { rows: [], faults: faults.slice(0, 1) };
  const rows = data.map((cells) => cells.map(bare));
  if (rows.at(-1)?.join("") === "") rows.pop();
  let line = 1;
  for (const cells of rows) {
    faults.push(...cells.flatMap((cell, place) => unwanted(cell, line, place + 1)));
    for (const cell of cells) line += cell.split("\n").length - 1;
    line += 1;
  }
  return faults.length > 0 ? { rows: [], faults } : { rows, faults };
}

/** Without blanks at its ends, which are no part of it; tabs keep leading zeros in spreadsheets. */
function bare(cell: string): string {
  return cell.replace(/^[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+$/g, "");
}

function unwanted(cell: string, line: number, column: number): SheetFault[] {
  const found = findCharacter(cell, UNWANTED);
  if (found === null) return [];
  if (cell.includes("\n")) return [fault(line, column, "line-break", cell.replace(/\n/g, "⏎"))];
  return [fault(line, column, "character-unwanted", cell, { ...found })];
}

/** `index` is behind the quote that opens the cell. */
function strayQuote(text: string, index: number, delimiter: string): SheetFault {
  const before = text.slice(0, index - 1);
  const start = before.lastIndexOf("\n") + 1;
  const [rest = ""] = text.slice(index - 1).split("\n", 1);
  const column = Papa.parse<string[]>(before.slice(start), { delimiter }).data[0]?.length ?? 1;
  return fault(before.split("\n").length, column, "stray-quote", rest);
}
