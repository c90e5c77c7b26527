import { addFen, type Fen } from "../kernel/money.ts";
import { later, type Instant } from "../kernel/time.ts";

/** What a rule of approval says. */
export interface PolicyTerms {
  /** 自行办理: what one may do without asking; null: nothing. */
  readonly alone: Limits | null;
  /** In this order, each by another person. */
  readonly steps: readonly StepRule[];
  /** How long a request waits, in days. */
  readonly days: number;
}

/**
 * 审批规则: from which amount on who has to approve. A rule that is changed gets another version; a
 * request keeps the steps of the version under which it was asked for. Version 1 is the program's.
 */
export interface ApprovalPolicy extends PolicyTerms {
  /** `requests.policy.<name>` in the catalogue. */
  readonly name: string;
  readonly version: number;
}

/** Of one act, and of one person's acts in a day of the city. */
export interface Limits {
  readonly eachFen: Fen;
  readonly dayFen: Fen;
}

export interface StepRule {
  /** Whoever holds it may decide the step. */
  readonly permission: string;
  /** Asked for only above this amount; at zero always, also of what posts nothing. */
  readonly overFen: Fen;
  /** 当日累计限额: what one person may approve in a day; null: any sum. */
  readonly dayFen: Fen | null;
}

/** Whether an amount needs nobody else, `usedFen` being what the person did alone that day. */
export function mayAlone({ alone }: ApprovalPolicy, amountFen: Fen, usedFen: Fen): boolean {
  if (alone === null) return false;
  return amountFen <= alone.eachFen && addFen(usedFen, amountFen) <= alone.dayFen;
}

/** The steps of an amount: the first one always, the others above their amounts. */
export function stepsFor({ steps }: ApprovalPolicy, amountFen: Fen): readonly StepRule[] {
  return steps.filter(({ overFen }, place) => place === 0 || overFen === 0 || amountFen > overFen);
}

export function isOverDay({ dayFen }: StepRule, amountFen: Fen, usedFen: Fen): boolean {
  return dayFen !== null && addFen(usedFen, amountFen) > dayFen;
}

/** Until when what is asked for now may be decided. */
export function expiryOf({ days }: ApprovalPolicy, now: Instant): Instant {
  return later(now, days * 86_400_000);
}
