import { ZERO_FEN, type Fen } from "../../kernel/money.ts";
import { cellsOf } from "./cells.ts";
import { readHead, type Places } from "./columns.ts";
import type { SheetColumn } from "./sheet-column.ts";
import { decodeSheet } from "./decode.ts";
import type { Decoded } from "./decoded.ts";
import { fault, type SheetFault } from "./fault.ts";
import { readRow, type Cell, type Faulty, type Row, type SheetSeason } from "./read-row.ts";

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
  /** The columns that are not looked at, so that a person sees what is left out. */
  readonly others: readonly string[];
}

/** The text of an opening sheet's file, of a workbook or by its encoding, which its head proves. */
export function decodeOpeningSheet(bytes: Uint8Array<ArrayBuffer>): Promise<Decoded> {
  return decodeSheet(bytes, (line) => {
    const { places } = readHead(cellsOf(line).rows[0] ?? []);
    return places.number !== undefined && places.season !== undefined;
  });
}

/**
 * Reads a sheet as it is written, or says where it cannot: every fault of a kind is named, not the
 * first alone; what the cells say is looked at once the cells are sound.
 */
export function readOpeningSheet(text: string): OpeningSheet {
  const cells = cellsOf(text);
  const [head = [], ...body] = cells.rows;
  const { places, others, faults: wrong } = readHead(head);
  const before = cells.faults.length > 0 ? cells.faults : wrong;
  if (before.length > 0) return { households: [], faults: before, others };
  const households = new Map<string, SheetHousehold>();
  const faults: SheetFault[] = [];
  for (const [place, row] of body.entries()) {
    if (row.every((cell) => cell === "")) continue;
    const read = readLine(place + 2, row, head, places, households);
    if ("faults" in read) faults.push(...read.faults);
    else households.set(read.number, read);
  }
  if (households.size === 0 && faults.length === 0) {
    faults.push(fault(1, "number", "sheet-empty", ""));
  }
  return { households: [...households.values()], faults, others };
}

/** The household with what the line says of it. */
function readLine(
  line: number,
  row: readonly string[],
  head: readonly string[],
  places: Places,
  households: ReadonlyMap<string, SheetHousehold>,
): SheetHousehold | Faulty {
  const shape = checkShape(line, row, head);
  if (shape !== null) return { faults: [shape] };
  const cell = (column: SheetColumn) => row[places[column] ?? -1] ?? "";
  const read = readRow(line, cell);
  return "faults" in read ? read : join(households.get(read.number), read, cell);
}

/**
 * A line has as many cells as the first one, and none under a column without a name: an amount such
 * as 1,234.56 that nobody put in quotes is two cells, and would move all that come after it.
 */
function checkShape(
  line: number,
  row: readonly string[],
  head: readonly string[],
): SheetFault | null {
  const unnamed = row.findIndex((cell, place) => cell !== "" && (head[place] ?? "") === "");
  if (unnamed >= 0) return fault(line, unnamed + 1, "row-too-long", row[unnamed] ?? "");
  if (row.length === head.length) return null;
  const long = row.length > head.length;
  const column = long ? head.length + 1 : row.length + 1;
  return fault(line, column, long ? "row-too-long" : "row-too-short", row.at(-1) ?? "");
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
