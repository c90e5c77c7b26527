import { subtractFen } from "../kernel/money.ts";
import { areaMilli, type AreaMilli } from "../kernel/area.ts";
import type { FeeId } from "../ledger/fees.ts";
import type { Rate } from "./collection.ts";
import type { Figure, Part } from "./figures.ts";
import { addSums, FEES_OF_RATES, isBalanced, NO_SUMS, SUM_NAMES, type Sums } from "./sums.ts";

/** Households, their billing area, and what of the season's heat was due and paid, in fen. */
export interface StatementPart extends Sums {
  /** Charged for any area: once in each building in which it was charged. */
  readonly households: number;
  /** 计费面积, by the steps of the charges. */
  readonly areaMilli: AreaMilli;
}

/**
 * 采暖费年度报表的一行: a season as of a day. Late fees and services are no heat, and in none of the
 * sums. Identity: the whole = heated + stopped, column by column.
 */
export interface StatementSums extends StatementPart {
  /** 供热: what has heat on any day, and what is asked for it. */
  readonly heated: StatementPart;
  /** 报停: what has no heat all season, and all base fees. */
  readonly stopped: StatementPart;
  /** 违约金 */
  readonly lateFee: Sums;
}

/** What a household was charged for, counted a second time by what of it is stopped. */
export interface StatementAreas {
  readonly households: number;
  readonly stoppedHouseholds: number;
  /** By the charges. */
  readonly areaMilli: AreaMilli;
  readonly heatedMilli: AreaMilli;
  readonly stoppedMilli: AreaMilli;
}

const NO_PART: StatementPart = { ...NO_SUMS, households: 0, areaMilli: areaMilli(0) };
export const NO_STATEMENT: StatementSums = {
  ...NO_PART,
  heated: NO_PART,
  stopped: NO_PART,
  lateFee: NO_SUMS,
};

/** In which part a fee stands; null: in none. */
const PART_OF: Readonly<Record<FeeId, "heated" | "stopped" | "lateFee" | null>> = {
  heat: "heated",
  basic: "heated",
  metered: "heated",
  rounding: "heated",
  "stop-base": "stopped",
  "late-fee": "lateFee",
  "valve-opening": null,
  service: null,
};

/** What the sums of one fee are of a statement. */
export function ofFee(fee: FeeId, sums: Sums): StatementSums {
  const whole = FEES_OF_RATES.includes(fee) ? sums : NO_SUMS;
  const part = PART_OF[fee];
  return {
    ...NO_STATEMENT,
    ...whole,
    ...(part === null ? {} : { [part]: { ...NO_STATEMENT[part], ...sums } }),
  };
}

export function ofAreas(areas: StatementAreas): StatementSums {
  const { households, stoppedHouseholds, heatedMilli, stoppedMilli } = areas;
  const heated = households - stoppedHouseholds;
  return {
    ...NO_STATEMENT,
    households,
    areaMilli: areas.areaMilli,
    heated: { ...NO_PART, households: heated, areaMilli: heatedMilli },
    stopped: { ...NO_PART, households: stoppedHouseholds, areaMilli: stoppedMilli },
  };
}

function addPart(part: StatementPart, more: StatementPart): StatementPart {
  return {
    ...addSums(part, more),
    households: part.households + more.households,
    areaMilli: areaMilli(part.areaMilli + more.areaMilli),
  };
}

export function totalStatement(rows: readonly StatementSums[]): StatementSums {
  return rows.reduce(
    (sum, row) => ({
      ...addPart(sum, row),
      heated: addPart(sum.heated, row.heated),
      stopped: addPart(sum.stopped, row.stopped),
      lateFee: addSums(sum.lateFee, row.lateFee),
    }),
    NO_STATEMENT,
  );
}

const PART_NAMES = ["households", "areaMilli", ...SUM_NAMES] as const;

/** 合计 = 供热 + 报停, in every column; and in each part 应收 = 实收 + 减免 + 核销 + 欠费. */
export function isStatementBalanced(row: StatementSums): boolean {
  const { heated, stopped, lateFee } = row;
  const isWhole = PART_NAMES.every((name) => row[name] === heated[name] + stopped[name]);
  return isWhole && [row, heated, stopped, lateFee].every(isBalanced);
}

/** 净收费率 R1: paid of what was due less what was relieved. */
export function statementRate({ paidFen, dueFen, relievedFen }: Sums): Rate {
  return { numerator: paidFen, denominator: subtractFen(dueFen, relievedFen) };
}

/** Of the whole, with how much of it is heated and stopped. */
function split(name: (typeof PART_NAMES)[number]): readonly Part<StatementSums>[] {
  return [
    { name: "reports.heated", of: ({ heated }) => heated[name] },
    { name: "reports.stopped", of: ({ stopped }) => stopped[name] },
  ];
}

export const STATEMENT_FIGURES: readonly Figure<StatementSums>[] = [
  {
    name: "reports.households",
    unit: "count",
    of: ({ households }) => households,
    parts: split("households"),
  },
  {
    name: "reports.area.billableMilli",
    unit: "area",
    of: (row) => row.areaMilli,
    parts: split("areaMilli"),
  },
  ...SUM_NAMES.map((name): Figure<StatementSums> => ({
    name: `reports.sum.${name}`,
    unit: "money",
    of: (row) => row[name],
    parts: split(name),
  })),
  { name: "reports.rate.R1", about: "reports.rate.R1.about", unit: "money", rate: statementRate },
  {
    name: "reports.late-fee",
    unit: "money",
    of: ({ lateFee }) => lateFee.dueFen,
    parts: [
      { name: "reports.late-fee.paid", of: ({ lateFee }) => lateFee.paidFen },
      { name: "reports.late-fee.owed", of: ({ lateFee }) => lateFee.owedFen },
    ],
  },
];
