import type { NumberFault } from "../../kernel/written-number.ts";
import type { SheetColumn } from "./sheet-column.ts";

/** A fault of what is written in one cell; its `detail` says where. */
export type CellFaultCode = NumberFault | "character-unwanted";

export type SheetFaultCode =
  | CellFaultCode
  | "sheet-empty"
  | "sheet-workbook"
  | "sheet-damaged"
  | "sheet-large"
  | "sheet-several"
  | "sheet-encoding"
  | "stray-quote"
  | "line-break"
  | "cell-formula"
  | "cell-format"
  | "cell-merged"
  | "cell-hidden"
  | "column-missing"
  | "column-twice"
  | "column-unit"
  | "row-too-long"
  | "row-too-short"
  | "household-wrong"
  | "season-wrong"
  | "season-missing"
  | "season-twice"
  | "amount-missing"
  | "sums-differ"
  | "prepaid-twice";

/** What is wrong and where; `line` counts as spreadsheets do, the first row is 1. */
export interface SheetFault {
  readonly line: number;
  /** By name, or its place from 1 where it is not one of those that are looked at. */
  readonly column: SheetColumn | number;
  readonly code: SheetFaultCode;
  /** What stands there. */
  readonly text: string;
  /** What the sentence needs: the place in the cell, a bound, a character. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

export function inOneCell(code: SheetFaultCode): code is CellFaultCode {
  return code.startsWith("number-") || code === "character-unwanted";
}

const TEXT_MAX = 80;

export function fault(
  line: number,
  column: SheetColumn | number,
  code: SheetFaultCode,
  text: string,
  detail?: SheetFault["detail"],
): SheetFault {
  const shown = text.slice(0, TEXT_MAX).toWellFormed();
  return { line, column, code, text: shown, ...(detail && { detail }) };
}
