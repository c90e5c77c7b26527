import { areaMilli } from "../kernel/area.ts";
import { addFen, subtractFen, totalFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import { NO_CLASS, SEVERAL_CLASSES, type RunTotal } from "./model.ts";

/** Under which class a household is counted, once, whatever its spaces. */
export function classOf(spaces: readonly { readonly priceClass: string }[]): string {
  const [first, ...others] = new Set(spaces.map(({ priceClass }) => priceClass));
  if (first === undefined) return NO_CLASS;
  return others.length === 0 ? first : SEVERAL_CLASSES;
}

type Figures = Omit<RunTotal, "branchId" | "priceClass">;

const NOTHING: Figures = {
  households: 0,
  areaMilli: areaMilli(0),
  amountFen: ZERO_FEN,
  alreadyHouseholds: 0,
  alreadyFen: ZERO_FEN,
  exceptions: 0,
  lastHouseholds: 0,
  lastFen: ZERO_FEN,
};

/** The same branches and classes once each, by branch, then class. */
export function foldTotals(all: Iterable<RunTotal>): RunTotal[] {
  const found = new Map<string, RunTotal>();
  for (const one of all) {
    const key = `${one.branchId} ${one.priceClass}`;
    const before = found.get(key);
    found.set(key, before === undefined ? one : { ...one, ...addFigures(before, one) });
  }
  return [...found]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([, total]) => total);
}

/** What they come to together: children sum to their parent. */
export function sumTotals(all: readonly Figures[]): Figures {
  return all.reduce(addFigures, NOTHING);
}

function addFigures(left: Figures, right: Figures): Figures {
  return {
    households: left.households + right.households,
    areaMilli: areaMilli(left.areaMilli + right.areaMilli),
    amountFen: addFen(left.amountFen, right.amountFen),
    alreadyHouseholds: left.alreadyHouseholds + right.alreadyHouseholds,
    alreadyFen: addFen(left.alreadyFen, right.alreadyFen),
    exceptions: left.exceptions + right.exceptions,
    lastHouseholds: left.lastHouseholds + right.lastHouseholds,
    lastFen: addFen(left.lastFen, right.lastFen),
  };
}

/** 较上季: this season whole, charged before or by the run, less the one before. */
export function differenceFen({ amountFen, alreadyFen, lastFen }: Figures): Fen {
  return subtractFen(totalFen([amountFen, alreadyFen]), lastFen);
}
