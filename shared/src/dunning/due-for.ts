import type { StepKind } from "../catalogue/dunning-rule.ts";
import type { Fen } from "../kernel/money.ts";
import { HOLD_GROUNDS } from "./model.ts";
import { DERIVED_HOLDS, type DunningStanding } from "./standing.ts";

/** Why it is not, or no longer, the turn of a step. */
export const NOT_DUE = [
  ...HOLD_GROUNDS,
  ...DERIVED_HOLDS,
  "promise",
  "paid", // 已无逾期
  "amount-changed", // 欠费有变化
  "step-taken", // 还没有轮到，或已办
] as const;
export type NotDue = (typeof NOT_DUE)[number];

export interface DueStep {
  readonly step: StepKind;
  /** Overdue, as it was looked at. */
  readonly amountFen: Fen;
}

/** Null: it is the turn of the step, and about this amount. */
export function whyNotDue(
  { why, holds, next, overdueFen }: DunningStanding,
  { step, amountFen }: DueStep,
): NotDue | null {
  if (why === "nothing-overdue") return "paid";
  const [hold] = holds;
  if (hold !== undefined) return hold.ground;
  if (why !== "ready" || next?.kind !== step) return "step-taken";
  return overdueFen === amountFen ? null : "amount-changed";
}
