import { price10k, type Price10k } from "../kernel/price.ts";

/**
 * 分期条件: what may be agreed as instalments; those of the day of the agreement hold for it to its
 * end. Source: charging rules, "Arithmetic" (instalment plans are data).
 */
export interface PlanTerms {
  readonly kind: "plan-terms";
  readonly mostInstalments: number;
  /** 首期: at least this share of all, in 1/10000 per cent, rounded down to the fen. */
  readonly firstShare10k: Price10k;
  /** The last one at most so many days after the plan is agreed. */
  readonly withinDays: number;
  /** 宽限: an instalment is missed so many days after its own. */
  readonly graceDays: number;
}

/** Of a plan, whatever the terms. */
export const INSTALMENTS_MAX = 60;

/** While the catalogue has none: a year at most, a fifth at once, three days for a transfer. */
export const DEFAULT_PLAN_TERMS: PlanTerms = {
  kind: "plan-terms",
  mostInstalments: 12,
  firstShare10k: price10k(200_000),
  withinDays: 365,
  graceDays: 3,
};
