import { addFen, fen, totalFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { Figure } from "./figures.ts";
import type { ReportWord } from "./formatting.ts";

/**
 * 欠费金额档: from so much on, up to the next, in fen; what is less than the first is a class, too.
 * From 100 yuan on the ladder of dunning has somebody visited, from 500 supply is limited; 3,000 is
 * what a season of a home of some 110 m² costs, 10,000 three of them, and from 50,000 on they are
 * shops and offices. Stored with the rows: another bound is another shape of the statistics.
 */
export const SIZE_BOUNDS: readonly Fen[] = [10_000, 50_000, 300_000, 1_000_000, 5_000_000].map(fen);

const SIZE_NAMES = [
  "reports.arrears.size.0",
  "reports.arrears.size.1",
  "reports.arrears.size.2",
  "reports.arrears.size.3",
  "reports.arrears.size.4",
  "reports.arrears.size.5",
] as const satisfies readonly ReportWord[];

/** In which class a debt is, from 0 on; each bound is of the class that begins with it. */
export function sizeOf(owedFen: Fen): number {
  return SIZE_BOUNDS.filter((bound) => bound <= owedFen).length;
}

/** Households that owe anything, and what they owe: once in each building where it was charged. */
export interface Debtors {
  readonly households: number;
  readonly owedFen: Fen;
}

/** 欠费分析的一行, as of a day: all that is owed, of whatever season and fee, by size. */
export interface ArrearsSums extends Debtors {
  /** One for each class. */
  readonly bySize: readonly Debtors[];
}

/** What lies below a node, with what the receivables themselves leave open there. */
export interface ArrearsOfNode extends ArrearsSums {
  readonly receivableFen: Fen;
}

/** Households of one size of debt that owe so many seasons. */
export interface ArrearsCell extends Debtors {
  readonly id: string;
  readonly size: number;
  readonly seasons: number;
}

function addDebtors(sum: Debtors, more: Debtors): Debtors {
  return {
    households: sum.households + more.households,
    owedFen: addFen(sum.owedFen, more.owedFen),
  };
}

const NOBODY: Debtors = { households: 0, owedFen: ZERO_FEN };

export function totalArrears(cells: readonly Omit<ArrearsCell, "id" | "seasons">[]): ArrearsSums {
  const bySize = SIZE_NAMES.map((_, size) =>
    cells.filter((cell) => cell.size === size).reduce(addDebtors, NOBODY),
  );
  return { ...bySize.reduce(addDebtors, NOBODY), bySize };
}

/** What of households is in a class is what the receivables leave open. */
export function isArrearsBalanced({ owedFen, receivableFen, bySize }: ArrearsOfNode): boolean {
  return owedFen === receivableFen && owedFen === totalFen(bySize.map((one) => one.owedFen));
}

const households = (of: (row: ArrearsSums) => Debtors | undefined) => ({
  name: "reports.households" as const,
  unit: "count" as const,
  of: (row: ArrearsSums) => of(row)?.households ?? 0,
});

export const ARREARS_FIGURES: readonly Figure<ArrearsSums>[] = [
  {
    name: "reports.sum.owedFen",
    unit: "money",
    of: ({ owedFen }) => owedFen,
    parts: [households((row) => row)],
  },
  ...SIZE_NAMES.map((name, size): Figure<ArrearsSums> => ({
    name,
    unit: "money",
    of: ({ bySize }) => bySize[size]?.owedFen ?? 0,
    parts: [households(({ bySize }) => bySize[size])],
  })),
];
