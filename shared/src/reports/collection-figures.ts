import { RATE_NAMES, RATE_OF, RATES, type Summary } from "./collection.ts";
import type { Figure } from "./figures.ts";
import { SUM_NAMES, type Sums } from "./sums.ts";

/** 收费汇总表的列: sums, then how many households, then the rates. */
export const SUM_FIGURES: readonly Figure<Sums>[] = SUM_NAMES.map((name) => ({
  name: `reports.sum.${name}`,
  unit: "money",
  of: (row) => row[name],
}));

/** A household owes or does not: counts and rates of one say no more. */
export const SHARE_FIGURES: readonly Figure<Summary>[] = [
  { name: "reports.households", unit: "count", of: ({ households }) => households },
  { name: "reports.settled", unit: "count", of: ({ settled }) => settled },
  ...RATE_NAMES.map((name): Figure<Summary> => {
    const unit = RATE_OF[name] === "money" ? "money" : "count";
    return {
      name: `reports.rate.${name}`,
      about: `reports.rate.${name}.about`,
      unit,
      rate: RATES[name],
    };
  }),
];
