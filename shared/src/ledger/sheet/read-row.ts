import { addFen, subtractFen, totalFen, ZERO_FEN, type Fen } from "../../kernel/money.ts";
import { ok, type Result } from "../../kernel/result.ts";
import { AMOUNT, narrowed, readNumber, type NumberFault } from "../../kernel/written-number.ts";
import { AMOUNT_COLUMNS, type AmountColumn } from "./columns.ts";
import type { SheetColumn } from "./sheet-column.ts";
import { fault, type SheetFault } from "./fault.ts";

/** A season as it was; what is owed is charged − relieved − paid − written off. */
export interface SheetSeason {
  readonly season: string;
  readonly chargedFen: Fen;
  readonly relievedFen: Fen;
  readonly paidFen: Fen;
  readonly writtenOffFen: Fen;
  readonly line: number;
}

/** What one line says. */
export interface Row {
  readonly number: string;
  readonly line: number;
  readonly season: SheetSeason | null;
  readonly prepaidFen: Fen | null;
}

export interface Faulty {
  readonly faults: readonly SheetFault[];
}

/** The content of a column in the line. */
export type Cell = (column: SheetColumn) => string;

/** Reads one line; `line` counts from 1. */
export function readRow(line: number, cell: Cell): Row | Faulty {
  const number = numberOf(cell("number"));
  const season = seasonOf(cell("season"));
  const faults: SheetFault[] = [];
  const wrong = (column: SheetColumn, code: SheetFault["code"], detail?: SheetFault["detail"]) =>
    faults.push(fault(line, column, code, cell(column), detail));
  if (number === null) wrong("number", "household-wrong");
  if (season === null) wrong("season", "season-wrong");
  const amounts: Partial<Record<AmountColumn, Fen | null>> = {};
  for (const column of AMOUNT_COLUMNS) {
    const read = amountOf(cell(column));
    if (read.ok) amounts[column] = read.value;
    else wrong(column, read.code, read.detail);
  }
  if (faults.length > 0) return { faults };
  const { prepaid = null, ...sums } = amounts;
  const filled = Object.values(sums).some((amount) => amount !== null);
  if (season === "" && filled) wrong("season", "season-missing");
  const known = sums.charged !== null || sums.owed !== null;
  if (season === "" ? !filled && prepaid === null : !known) wrong("owed", "amount-missing");
  if (faults.length > 0 || number === null || season === null) return { faults };
  const sum = season === "" ? null : sumsOf(season, line, sums);
  if (sum === "sums-differ") return { faults: [fault(line, "owed", sum, cell("owed"))] };
  return { number, line, season: sum, prepaidFen: prepaid };
}

/** charged = relieved + paid + written off + owed; one of charged and owed may be left out. */
function sumsOf(
  season: string,
  line: number,
  sums: Readonly<Partial<Record<AmountColumn, Fen | null>>>,
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

/** Nine digits, the last one a check digit that may stand apart: 10000000-9. */
function numberOf(written: string): string | null {
  const [, base, check] = /^(\d{8})-?(\d)$/.exec(narrowed(written)) ?? [];
  return base === undefined ? null : `${base}${check}`;
}

/** `2024-2025`, with whatever dash or stroke it is written; empty when there is none. */
function seasonOf(written: string): string | null {
  if (written === "") return "";
  const [, from, to] = /^(20\d{2})(?:[-/–~～]|—{1,2})(20\d{2})$/.exec(narrowed(written)) ?? [];
  return Number(to) === Number(from) + 1 ? `${from}-${to}` : null;
}

/** Fen from yuan as sheets write it; null: nothing there, or the dash that accountants put. */
function amountOf(written: string): Result<Fen | null, NumberFault> {
  if (written === "" || written === "-") return ok(null);
  return readNumber(written, AMOUNT);
}
