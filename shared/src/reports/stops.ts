import { areaMilli, type AreaMilli } from "../kernel/area.ts";
import { addFen, totalFen, type Fen } from "../kernel/money.ts";
import type { Rate } from "./collection.ts";
import { SUM_FIGURES } from "./collection-figures.ts";
import type { Figure } from "./figures.ts";
import { isBalanced, type Sums } from "./sums.ts";

/** 报停汇总表的一行: what is stopped of a season, and its base fees, as of a day. */
export interface StopSums extends Sums {
  /** 报停户数: without heat all season. */
  readonly households: number;
  /** 报停面积: without heat all season. */
  readonly stoppedMilli: AreaMilli;
  /** 部分报停面积: stopped on some days of the season. */
  readonly partlyMilli: AreaMilli;
  /** 全额: what all that is stopped from the season's first day on costs with heat. */
  readonly fullFen: Fen;
  /** 报停基础费: of each such space its full charge × its own ratio, by the steps of the charges. */
  readonly baseFen: Fen;
  /** 尾差, and what was taken over from the system before. */
  readonly otherFen: Fen;
}

/** 停供用户收费率 R6: base fees paid ÷ due. */
export function stopRate({ paidFen, dueFen }: StopSums): Rate {
  return { numerator: paidFen, denominator: dueFen };
}

const money = (name: "fullFen" | "baseFen" | "otherFen"): Figure<StopSums> => ({
  name: `reports.stop.${name}`,
  unit: "money",
  of: (row) => row[name],
});

export const STOP_FIGURES: readonly Figure<StopSums>[] = [
  { name: "reports.stop.households", unit: "count", of: ({ households }) => households },
  { name: "reports.area.stoppedMilli", unit: "area", of: ({ stoppedMilli }) => stoppedMilli },
  { name: "reports.stop.partlyMilli", unit: "area", of: ({ partlyMilli }) => partlyMilli },
  money("fullFen"),
  money("baseFen"),
  money("otherFen"),
  ...SUM_FIGURES,
  { name: "reports.rate.R6", about: "reports.rate.R6.about", unit: "money", rate: stopRate },
];

/** 应收 = Σ 全额 × 比例 + 尾差及期初, and 应收 = 实收 + 减免 + 核销 + 欠费 */
export function isStopBalanced(sums: StopSums): boolean {
  return sums.dueFen === addFen(sums.baseFen, sums.otherFen) && isBalanced(sums);
}

export function totalStops(rows: readonly StopSums[]): StopSums {
  const sum = (of: (row: StopSums) => number) => rows.reduce((all, row) => all + of(row), 0);
  const fens = (of: (row: StopSums) => Fen) => totalFen(rows.map(of));
  return {
    households: sum(({ households }) => households),
    stoppedMilli: areaMilli(sum(({ stoppedMilli }) => stoppedMilli)),
    partlyMilli: areaMilli(sum(({ partlyMilli }) => partlyMilli)),
    fullFen: fens(({ fullFen }) => fullFen),
    baseFen: fens(({ baseFen }) => baseFen),
    otherFen: fens(({ otherFen }) => otherFen),
    dueFen: fens(({ dueFen }) => dueFen),
    paidFen: fens(({ paidFen }) => paidFen),
    relievedFen: fens(({ relievedFen }) => relievedFen),
    writtenOffFen: fens(({ writtenOffFen }) => writtenOffFen),
    owedFen: fens(({ owedFen }) => owedFen),
  };
}
