import { fault, type SheetFault } from "./fault.ts";
import { SHEET_COLUMNS, type SheetColumn } from "./sheet-column.ts";

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

export const AMOUNT_COLUMNS = [
  "charged",
  "relieved",
  "paid",
  "writtenOff",
  "owed",
  "prepaid",
] as const;
export type AmountColumn = (typeof AMOUNT_COLUMNS)[number];

/** Where the columns stand, from 0. */
export type Places = Readonly<Partial<Record<SheetColumn, number>>>;

export interface Head {
  readonly places: Places;
  /** What other columns there are, which are not looked at. */
  readonly others: readonly string[];
  readonly faults: readonly SheetFault[];
}

/** Every column that is wanted, each once, in yuan; of charged and owed one is enough. */
export function readHead(head: readonly string[]): Head {
  const columns = head.map(columnOf);
  const text = head.join(" ").trim();
  const faults: SheetFault[] = [];
  const has = (column: SheetColumn) => columns.includes(column);
  for (const column of ["number", "season", has("charged") ? "charged" : "owed"] as const) {
    if (!has(column)) faults.push(fault(1, column, "column-missing", text));
  }
  for (const column of SHEET_COLUMNS) {
    const cells = head.filter((_, place) => columns[place] === column);
    if (cells.length > 1) faults.push(fault(1, column, "column-twice", cells.join(" ")));
    const amount = (AMOUNT_COLUMNS as readonly SheetColumn[]).includes(column);
    const wrong = amount && cells.find((cell) => !isYuan(cell));
    if (wrong) faults.push(fault(1, column, "column-unit", wrong));
  }
  const places = Object.fromEntries(
    columns.flatMap((column, place) => (column === undefined ? [] : [[column, place]])),
  );
  const others = head.filter((cell, place) => cell !== "" && columns[place] === undefined);
  return { places, others, faults };
}

function columnOf(cell: string): SheetColumn | undefined {
  const name = cell
    .replace(/[(（].*$/, "")
    .trim()
    .toLowerCase();
  return SHEET_COLUMNS.find((column) => NAMES[column].includes(name));
}

function isYuan(cell: string): boolean {
  const [, unit = "元"] = /[(（]\s*(.*?)\s*[)）]?$/.exec(cell) ?? [];
  return /^(元|yuan|rmb|cny|人民币元|[¥￥])$/i.test(unit);
}
