import { unitsOf, type Fen } from "../kernel/money.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";

/**
 * 期初表: a sheet of balances to take over, a row for each household and season. Its first row names
 * the columns, in Chinese or English; others than these are not looked at.
 */
export const SHEET_COLUMNS = ["number", "season", "owed", "prepaid"] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

const NAMES: Readonly<Record<SheetColumn, readonly string[]>> = {
  number: ["户号", "用户编号", "用户号", "number", "household"],
  season: ["采暖季", "采暖期", "年度", "season"],
  owed: ["欠费", "欠费金额", "欠费余额", "owed"],
  prepaid: ["预存", "预存余额", "预收", "prepaid"],
};

export type SheetFaultCode =
  | "sheet-empty"
  | "column-missing"
  | "number-wrong"
  | "season-wrong"
  | "season-missing"
  | "season-twice"
  | "amount-wrong"
  | "amount-missing"
  | "prepaid-twice";

/** What is wrong and where; `line` counts as spreadsheets do, the first row is 1. */
export interface SheetFault {
  readonly line: number;
  readonly column: SheetColumn;
  readonly code: SheetFaultCode;
  /** What stands there. */
  readonly text: string;
}

export interface SheetBalance {
  readonly season: string;
  readonly owedFen: Fen;
  readonly line: number;
}

/** All that the sheet says of one household. */
export interface SheetHousehold {
  readonly number: string;
  /** Where it stands first. */
  readonly line: number;
  readonly balances: readonly SheetBalance[];
  readonly prepaidFen: Fen;
  readonly prepaidLine?: number;
}

export interface OpeningSheet {
  readonly households: readonly SheetHousehold[];
  /** In the order of lines; a sheet with any is not taken over at all. */
  readonly faults: readonly SheetFault[];
}

/** Reads the cells of a sheet; every fault is named, not the first alone. */
export function readOpeningSheet(rows: readonly (readonly string[])[]): OpeningSheet {
  const [head = [], ...body] = rows;
  const places = new Map(SHEET_COLUMNS.map((column) => [column, placeOf(head, column)]));
  const missing = (["number", "season", "owed"] as const).filter((one) => places.get(one) === -1);
  if (missing.length > 0) {
    const text = head.join(" ").trim().slice(0, 80);
    const faults = missing.map((column) => fault(1, column, "column-missing", text));
    return { households: [], faults };
  }
  const households = new Map<string, SheetHousehold>();
  const faults: SheetFault[] = [];
  for (const [place, cells] of body.entries()) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    const cell = (column: SheetColumn) => (cells[places.get(column) ?? -1] ?? "").trim();
    const row = readRow(place + 2, cell);
    const before = "number" in row ? households.get(row.number) : undefined;
    const read = "number" in row ? join(before, row, cell) : row;
    if ("faults" in read) faults.push(...read.faults);
    else households.set(read.number, read);
  }
  if (households.size === 0 && faults.length === 0) {
    faults.push(fault(1, "number", "sheet-empty", ""));
  }
  return { households: [...households.values()], faults };
}

interface Row {
  readonly number: string;
  readonly line: number;
  readonly balance: SheetBalance | null;
  readonly prepaidFen: Fen | null;
}

interface Faulty {
  readonly faults: readonly SheetFault[];
}

function readRow(line: number, cell: (column: SheetColumn) => string): Row | Faulty {
  const number = cell("number").replace(/[\s-]/g, "");
  const season = cell("season").replace(/[/—–~～]/g, "-");
  const owedFen = fenOf(cell("owed"));
  const prepaidFen = fenOf(cell("prepaid"));
  const faults: SheetFault[] = [];
  const wrong = (column: SheetColumn, code: SheetFaultCode) =>
    faults.push(fault(line, column, code, cell(column)));
  if (!/^\d{9}$/.test(number)) wrong("number", "number-wrong");
  if (season !== "" && !isSeason(season)) wrong("season", "season-wrong");
  if (owedFen === undefined) wrong("owed", "amount-wrong");
  if (prepaidFen === undefined) wrong("prepaid", "amount-wrong");
  if (season === "" && cell("owed") !== "") wrong("season", "season-missing");
  const nothing = cell("owed") === "" && (season !== "" || cell("prepaid") === "");
  if (nothing) wrong("owed", "amount-missing");
  if (faults.length > 0 || owedFen === undefined || prepaidFen === undefined) return { faults };
  const balance = owedFen === null ? null : { season, owedFen, line };
  return { number, line, balance, prepaidFen };
}

/** The household with one more row of its own. */
function join(
  before: SheetHousehold | undefined,
  { number, line, balance, prepaidFen }: Row,
  cell: (column: SheetColumn) => string,
): SheetHousehold | Faulty {
  const household = before ?? { number, line, balances: [], prepaidFen: 0 };
  const faults: SheetFault[] = [];
  if (household.balances.some(({ season }) => season === balance?.season)) {
    faults.push(fault(line, "season", "season-twice", cell("season")));
  }
  if (prepaidFen !== null && household.prepaidLine !== undefined) {
    faults.push(fault(line, "prepaid", "prepaid-twice", cell("prepaid")));
  }
  if (faults.length > 0) return { faults };
  const balances = balance === null ? household.balances : [...household.balances, balance];
  if (prepaidFen === null) return { ...household, balances };
  return { ...household, balances, prepaidFen, prepaidLine: line };
}

function placeOf(head: readonly string[], column: SheetColumn): number {
  const bare = (cell: string) =>
    cell
      .replace(/^\uFEFF/, "")
      .replace(/[(（].*$/, "")
      .trim()
      .toLowerCase();
  return head.findIndex((cell) => NAMES[column].includes(bare(cell)));
}

/** Fen from yuan as sheets write it; null: nothing there; undefined: no amount. */
function fenOf(text: string): Fen | null | undefined {
  if (text === "" || text === "-") return null;
  const plain = text.replace(/^[¥￥]/, "").replace(/[,，\s]/g, "");
  const fen = unitsOf(plain, 8, 2);
  return fen !== null && fen <= AMOUNT_MAX_FEN ? fen : undefined;
}

function isSeason(name: string): boolean {
  const years = /^(20\d{2})-(20\d{2})$/.exec(name);
  return years !== null && Number(years[2]) === Number(years[1]) + 1;
}

function fault(line: number, column: SheetColumn, code: SheetFaultCode, text: string): SheetFault {
  return { line, column, code, text };
}
