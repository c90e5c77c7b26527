import { addFen, fenOf, subtractFen, totalFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import { AMOUNT_MAX_FEN } from "./allocate.ts";

/**
 * 期初表: a sheet of what the system before had, a row for each household and season, in yuan. Its
 * first row names the columns, in Chinese or English; others than these are not looked at.
 */
export const SHEET_COLUMNS = [
  "number",
  "season",
  "charged",
  "relieved",
  "paid",
  "writtenOff",
  "owed",
  "prepaid",
] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

const NAMES: Readonly<Record<SheetColumn, readonly string[]>> = {
  number: ["户号", "用户编号", "用户号", "number", "household"],
  season: ["采暖季", "采暖期", "年度", "season"],
  charged: ["应收", "应收金额", "应收热费", "charged"],
  relieved: ["减免", "减免金额", "核减", "relieved"],
  paid: ["已缴", "已缴金额", "实收", "实收金额", "paid"],
  writtenOff: ["坏账", "坏账核销", "核销坏账", "written off"],
  owed: ["欠费", "欠费金额", "欠费余额", "owed"],
  prepaid: ["预存", "预存余额", "预收", "prepaid"],
};

const AMOUNT_COLUMNS = ["charged", "relieved", "paid", "writtenOff", "owed", "prepaid"] as const;
type AmountColumn = (typeof AMOUNT_COLUMNS)[number];

export type SheetFaultCode =
  | "sheet-empty"
  | "column-missing"
  | "column-twice"
  | "column-unit"
  | "row-too-long"
  | "number-wrong"
  | "season-wrong"
  | "season-missing"
  | "season-twice"
  | "amount-wrong"
  | "amount-missing"
  | "sums-differ"
  | "prepaid-twice";

/** What is wrong and where; `line` counts as spreadsheets do, the first row is 1. */
export interface SheetFault {
  readonly line: number;
  readonly column: SheetColumn;
  readonly code: SheetFaultCode;
  /** What stands there. */
  readonly text: string;
}

/** A season as it was; what is owed is charged − relieved − paid − written off. */
export interface SheetSeason {
  readonly season: string;
  readonly chargedFen: Fen;
  readonly relievedFen: Fen;
  readonly paidFen: Fen;
  readonly writtenOffFen: Fen;
  readonly line: number;
}

/** All that the sheet says of one household. */
export interface SheetHousehold {
  readonly number: string;
  /** Where it stands first. */
  readonly line: number;
  readonly seasons: readonly SheetSeason[];
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
  const headFaults = checkHead(head);
  if (headFaults.length > 0) return { households: [], faults: headFaults };
  const places = new Map(SHEET_COLUMNS.map((column) => [column, placesOf(head, column)[0]]));
  const households = new Map<string, SheetHousehold>();
  const faults: SheetFault[] = [];
  for (const [place, cells] of body.entries()) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    const cell = (column: SheetColumn) => (cells[places.get(column) ?? -1] ?? "").trim();
    const row = readRow(place + 2, cell, cells.slice(head.length));
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

/** Every column that is wanted, each once, in yuan; of charged and owed one is enough. */
function checkHead(head: readonly string[]): SheetFault[] {
  const text = head.join(" ").trim().slice(0, 80);
  const faults: SheetFault[] = [];
  const has = (column: SheetColumn) => placesOf(head, column).length > 0;
  const wanted = ["number", "season", has("charged") ? "charged" : "owed"] as const;
  for (const column of wanted) {
    if (!has(column)) faults.push(fault(1, column, "column-missing", text));
  }
  for (const column of SHEET_COLUMNS) {
    const cells = placesOf(head, column).map((place) => head[place] ?? "");
    if (cells.length > 1) faults.push(fault(1, column, "column-twice", cells.join(" ")));
    for (const cell of cells) {
      const [, unit = "元"] = /[(（]\s*(.*?)\s*[)）]/.exec(cell) ?? [];
      if (!/^(元|yuan|rmb|cny|人民币元|[¥￥])$/i.test(unit) && isAmount(column)) {
        faults.push(fault(1, column, "column-unit", cell));
      }
    }
  }
  return faults;
}

function isAmount(column: SheetColumn): column is AmountColumn {
  return (AMOUNT_COLUMNS as readonly SheetColumn[]).includes(column);
}

interface Row {
  readonly number: string;
  readonly line: number;
  readonly season: SheetSeason | null;
  readonly prepaidFen: Fen | null;
}

interface Faulty {
  readonly faults: readonly SheetFault[];
}

type Cell = (column: SheetColumn) => string;

function readRow(line: number, cell: Cell, beyond: readonly string[]): Row | Faulty {
  const number = cell("number").replace(/[\s-]/g, "");
  const season = cell("season").replace(/[/—–~～]/g, "-");
  const amounts = Object.fromEntries(
    AMOUNT_COLUMNS.map((column) => [column, amountOf(cell(column))]),
  ) as Record<AmountColumn, Fen | null | undefined>;
  const faults: SheetFault[] = [];
  const wrong = (column: SheetColumn, code: SheetFaultCode, text = cell(column)) =>
    faults.push(fault(line, column, code, text));
  if (!/^\d{9}$/.test(number)) wrong("number", "number-wrong");
  if (season !== "" && !isSeason(season)) wrong("season", "season-wrong");
  for (const column of AMOUNT_COLUMNS) {
    if (amounts[column] === undefined) wrong(column, "amount-wrong");
  }
  const beyondText = beyond.join(" ").trim();
  if (beyondText !== "") wrong("number", "row-too-long", beyondText);
  const { prepaid, ...sums } = amounts;
  const filled = Object.values(sums).some((amount) => amount !== null);
  if (season === "" && filled) wrong("season", "season-missing");
  const known = sums.charged !== null || sums.owed !== null;
  if (season === "" ? !filled && cell("prepaid") === "" : !known) wrong("owed", "amount-missing");
  if (faults.length > 0) return { faults };
  const sum = season === "" ? null : sumsOf(season, line, sums);
  if (sum === "sums-differ") return { faults: [fault(line, "owed", sum, cell("owed"))] };
  return { number, line, season: sum, prepaidFen: prepaid ?? null };
}

/** charged = relieved + paid + written off + owed; one of charged and owed may be left out. */
function sumsOf(
  season: string,
  line: number,
  sums: Readonly<Record<Exclude<AmountColumn, "prepaid">, Fen | null | undefined>>,
): SheetSeason | "sums-differ" {
  const relievedFen = sums.relieved ?? ZERO_FEN;
  const paidFen = sums.paid ?? ZERO_FEN;
  const writtenOffFen = sums.writtenOff ?? ZERO_FEN;
  const answered = totalFen([relievedFen, paidFen, writtenOffFen]);
  const chargedFen = sums.charged ?? addFen(answered, sums.owed ?? ZERO_FEN);
  const owedFen = sums.owed ?? subtractFen(chargedFen, answered);
  if (owedFen < 0 || chargedFen !== addFen(answered, owedFen)) return "sums-differ";
  return { season, chargedFen, relievedFen, paidFen, writtenOffFen, line };
}

/** The household with one more row of its own. */
function join(
  before: SheetHousehold | undefined,
  { number, line, season, prepaidFen }: Row,
  cell: Cell,
): SheetHousehold | Faulty {
  const household: SheetHousehold = before ?? { number, line, seasons: [], prepaidFen: ZERO_FEN };
  const faults: SheetFault[] = [];
  if (household.seasons.some((one) => one.season === season?.season)) {
    faults.push(fault(line, "season", "season-twice", cell("season")));
  }
  if (prepaidFen !== null && household.prepaidLine !== undefined) {
    faults.push(fault(line, "prepaid", "prepaid-twice", cell("prepaid")));
  }
  if (faults.length > 0) return { faults };
  const seasons = season === null ? household.seasons : [...household.seasons, season];
  if (prepaidFen === null) return { ...household, seasons };
  return { ...household, seasons, prepaidFen, prepaidLine: line };
}

function placesOf(head: readonly string[], column: SheetColumn): number[] {
  const bare = (cell: string) =>
    cell
      .replace(/^\uFEFF/, "")
      .replace(/[(（].*$/, "")
      .trim()
      .toLowerCase();
  return head.flatMap((cell, place) => (NAMES[column].includes(bare(cell)) ? [place] : []));
}

/** Fen from yuan as sheets write it; null: nothing there; undefined: no amount. */
function amountOf(text: string): Fen | null | undefined {
  if (text === "" || text === "-") return null;
  const amount = fenOf(text);
  return amount !== null && amount <= AMOUNT_MAX_FEN ? amount : undefined;
}

function isSeason(name: string): boolean {
  const years = /^(20\d{2})-(20\d{2})$/.exec(name);
  return years !== null && Number(years[2]) === Number(years[1]) + 1;
}

function fault(line: number, column: SheetColumn, code: SheetFaultCode, text: string): SheetFault {
  return { line, column, code, text };
}
