import { areaMilli, type AreaMilli } from "../kernel/area.ts";
import type { Rate } from "./collection.ts";
import type { Figure } from "./figures.ts";

/** 面积缴费表的一行: what of a season's billing area is paid, stopped and unpaid, as of a day. */
export interface AreaSums {
  /** Charged for any area: once in each building in which it was charged. */
  readonly households: number;
  /** 计费面积, by the steps of the charges. */
  readonly billableMilli: AreaMilli;
  /** 已缴面积: heated, of households that owe nothing of the season's heat. */
  readonly paidMilli: AreaMilli;
  /** 报停面积: without heat all season. */
  readonly stoppedMilli: AreaMilli;
  /** 未缴面积: heated, of all others; a household that paid some of it is among them. */
  readonly unpaidMilli: AreaMilli;
  /** Of households that owe nothing, what is stopped included. */
  readonly settledMilli: AreaMilli;
}

export const AREA_NAMES = [
  "billableMilli",
  "paidMilli",
  "stoppedMilli",
  "unpaidMilli",
] as const satisfies readonly (keyof AreaSums)[];

/** 面积收费率 R3: fully paid ÷ all; what is paid in part does not count. */
export function areaRate({ settledMilli, billableMilli }: AreaSums): Rate {
  return { numerator: settledMilli, denominator: billableMilli };
}

export const AREA_FIGURES: readonly Figure<AreaSums>[] = [
  { name: "reports.households", unit: "count", of: ({ households }) => households },
  ...AREA_NAMES.map((name): Figure<AreaSums> => ({
    name: `reports.area.${name}`,
    unit: "area",
    of: (row) => row[name],
  })),
  { name: "reports.rate.R3", about: "reports.rate.R3.about", unit: "area", rate: areaRate },
];

/** 计费面积 = 已缴 + 报停 + 未缴 */
export function isAreaBalanced(sums: AreaSums): boolean {
  const { billableMilli, paidMilli, stoppedMilli, unpaidMilli } = sums;
  return billableMilli === paidMilli + stoppedMilli + unpaidMilli;
}

export function totalAreas(rows: readonly AreaSums[]): AreaSums {
  const sum = (name: keyof AreaSums) => rows.reduce((total, row) => total + row[name], 0);
  return {
    households: sum("households"),
    billableMilli: areaMilli(sum("billableMilli")),
    paidMilli: areaMilli(sum("paidMilli")),
    stoppedMilli: areaMilli(sum("stoppedMilli")),
    unpaidMilli: areaMilli(sum("unpaidMilli")),
    settledMilli: areaMilli(sum("settledMilli")),
  };
}
