import type { SheetFault } from "@warmline/shared/ledger/sheet/fault.ts";
import type { SheetHousehold } from "@warmline/shared/ledger/sheet/opening-sheet.ts";
import type { OpeningReport } from "@warmline/shared/ledger/answers.ts";
import { OPENINGS_MAX } from "@warmline/shared/ledger/api.ts";

/** Keeps a request far below what the server takes at once. */
const SEASONS_MAX = 1_000;

/** The households of a sheet in parts, each for one request. */
export function partsOf(households: readonly SheetHousehold[]): SheetHousehold[][] {
  const parts: SheetHousehold[][] = [];
  let seasons = 0;
  for (const household of households) {
    const part = parts.at(-1);
    seasons += household.seasons.length;
    if (part === undefined || part.length === OPENINGS_MAX || seasons > SEASONS_MAX) {
      parts.push([household]);
      seasons = household.seasons.length;
    } else part.push(household);
  }
  return parts;
}

export function rowOf({ number, seasons, prepaidFen }: SheetHousehold) {
  return { number, seasons: seasons.map(({ line: _, ...sums }) => sums), prepaidFen };
}

type RuleFault = OpeningReport["faults"][number];

/** One line of the list of faults: of the sheet itself, or of what it would do to the journal. */
export type ShownFault =
  | ({ readonly by: "sheet" } & SheetFault)
  | ({ readonly by: "rule" } & Pick<SheetFault, "line" | "column" | "text"> &
      Pick<RuleFault, "code" | "season">);

export function sheetFault(fault: SheetFault): ShownFault {
  return { by: "sheet", ...fault };
}

/** Where in the sheet a fault stands that the server found. */
export function ruleFault(fault: RuleFault, household: SheetHousehold): ShownFault {
  const { code, season } = fault;
  const balance = household.seasons.find((one) => one.season === season);
  const where = { by: "rule", code, ...(season === undefined ? {} : { season }) } as const;
  if (balance) return { ...where, line: balance.line, column: "season", text: balance.season };
  const { line, number } = household;
  return { ...where, line, column: "number", text: number };
}
