import { addFen, fen, negateFen, ZERO_FEN, type Fen } from "../kernel/money.ts";

/**
 * 本期发生: what moves a balance between two carry-forwards, and which way: 1 adds to what is owed or
 * on account, −1 takes off.
 */
export const FLOWS = {
  chargedFen: 1, // 应收
  adjustedFen: 1, // 应收调整: charges taken back or lowered, so below zero as a rule
  lateFeeFen: 1, // 违约金
  broughtFen: 1, // 期初转入 from the system before
  movedFen: 1, // 余额结转 between holders
  receivedFen: 1, // 实收 of money on account
  relievedFen: -1, // 减免
  writtenOffFen: -1, // 核销坏账
  paidFen: -1, // 核销: paid of a season, and used for it of what is on account
  refundedFen: -1, // 退费
} as const;
export type FlowName = keyof typeof FLOWS;
export const FLOW_NAMES = Object.keys(FLOWS) as readonly FlowName[];

export const FIGURE_NAMES = ["openingFen", ...FLOW_NAMES, "closingFen"] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/**
 * Identity of each: closing = opening + charged + adjusted + late fee + brought + moved + received
 * − relieved − written off − paid − refunded.
 */
export type Figures = Readonly<Record<FigureName, Fen>>;

/** In place of a season: what is on account 预存, which belongs to none. */
export const ON_ACCOUNT = "";

/** What is owed of a season, or is on account. What is left out is zero. */
export interface CarryRow extends Partial<Figures> {
  readonly season: string;
}

export const NO_FIGURES: Figures = Object.fromEntries(
  FIGURE_NAMES.map((name) => [name, ZERO_FEN]),
) as Record<FigureName, Fen>;

/** 期初 and what happened since: what closing must be. */
export function expectedFen(of: Partial<Figures>): Fen {
  return FLOW_NAMES.reduce((sum, name) => {
    const amount = of[name] ?? ZERO_FEN;
    return addFen(sum, FLOWS[name] === 1 ? amount : negateFen(amount));
  }, of.openingFen ?? ZERO_FEN);
}

export function addsUp(of: Partial<Figures>): boolean {
  return expectedFen(of) === (of.closingFen ?? ZERO_FEN);
}

export function sumFigures(all: Iterable<Partial<Figures>>): Figures {
  const sum: Record<FigureName, Fen> = { ...NO_FIGURES };
  for (const one of all) {
    for (const name of FIGURE_NAMES) sum[name] = fen(sum[name] + (one[name] ?? 0));
  }
  return sum;
}

/** A row with what is not zero in it, in a fixed order; null: nothing is. */
export function carryRow(season: string, of: Partial<Figures>): CarryRow | null {
  const some = FIGURE_NAMES.flatMap((name) => {
    const amount = of[name] ?? ZERO_FEN;
    return amount === 0 ? [] : [[name, amount] as const];
  });
  return some.length === 0 ? null : { season, ...Object.fromEntries(some) };
}

/** The same seasons once each, what is on account first. */
export function foldRows(rows: Iterable<CarryRow>): CarryRow[] {
  const bySeason = Map.groupBy(rows, ({ season }) => season);
  return [...bySeason]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([season, some]) => carryRow(season, sumFigures(some)) ?? []);
}

/** 欠费: of all seasons together. */
export function owedFigures(rows: readonly CarryRow[]): Figures {
  return sumFigures(rows.filter(({ season }) => season !== ON_ACCOUNT));
}

/** 预存 */
export function onAccountFigures(rows: readonly CarryRow[]): Figures {
  return sumFigures(rows.filter(({ season }) => season === ON_ACCOUNT));
}
