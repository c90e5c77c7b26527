import type { SheetFault, SheetHousehold } from "@warmline/shared/ledger/opening-sheet.ts";
import type { OpeningReport } from "@warmline/shared/ledger/answers.ts";
import { OPENINGS_MAX } from "@warmline/shared/ledger/api.ts";

/** Keeps a request far below what the server takes at once. */
const BALANCES_MAX = 1_000;

/** The households of a sheet in parts, each for one request. */
export function partsOf(households: readonly SheetHousehold[]): SheetHousehold[][] {
  const parts: SheetHousehold[][] = [];
  let balances = 0;
  for (const household of households) {
    const part = parts.at(-1);
    balances += household.balances.length;
    if (part === undefined || part.length === OPENINGS_MAX || balances > BALANCES_MAX) {
      parts.push([household]);
      balances = household.balances.length;
    } else part.push(household);
  }
  return parts;
}

export function rowOf({ number, balances, prepaidFen }: SheetHousehold) {
  const owing = balances.map(({ season, owedFen }) => ({ season, owedFen }));
  return { number, balances: owing, prepaidFen };
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
  const balance = household.balances.find((one) => one.season === season);
  const where = { by: "rule", code, ...(season === undefined ? {} : { season }) } as const;
  if (balance) return { ...where, line: balance.line, column: "season", text: balance.season };
  const { line, number } = household;
  return { ...where, line, column: code === "nothing-to-open" ? "owed" : "number", text: number };
}
