import { addDays, type CityDate } from "../kernel/time.ts";
import type { StepKind } from "../catalogue/dunning-rule.ts";
import type { StepTaken } from "./model.ts";

/** 诉讼时效 (民法典第 188 条). */
const LIMITATION_YEARS = 3;

/**
 * Steps that interrupt the limitation (民法典第 195 条): a demand of which there is proof that it was
 * served, and what goes to court. A reminder or a visit alone does not.
 */
const INTERRUPTING: ReadonlySet<StepKind> = new Set<StepKind>([
  "notice",
  "second-notice",
  "limit-notice",
  "lawyers-letter",
  "suit",
  "enforcement",
]);

/** 时效中断: by a step of such a kind, unless it reached nobody. */
export function interrupts({ step, delivery }: Pick<StepTaken, "step" | "delivery">): boolean {
  return INTERRUPTING.has(step) && delivery !== "nobody";
}

/** The last day on which what ran from a day on can still be claimed. */
export function lapsesOn(from: CityDate): CityDate {
  const year = Number(from.slice(0, 4)) + LIMITATION_YEARS;
  // A 29 February has its like in leap years only: elsewhere the month ends the day before.
  return from.endsWith("-02-29") ? addDays(`${year}-03-01`, -1) : `${year}${from.slice(4)}`;
}
