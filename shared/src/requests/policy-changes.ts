import { formatYuan, type Fen } from "../kernel/money.ts";
import type { PolicyTerms, StepRule } from "./policy.ts";
import type { PreviewChange } from "./preview.ts";

/** As many as a rule may have. */
export const STEP_FIELDS = ["step-1", "step-2", "step-3", "step-4", "step-5"] as const;

/** What differs between two rules, for whoever approves: only what changes. */
export function policyChanges(before: PolicyTerms, after: PolicyTerms): PreviewChange[] {
  const rows: PreviewChange[] = [
    change("alone-each", amount(before.alone?.eachFen), amount(after.alone?.eachFen)),
    change("alone-day", amount(before.alone?.dayFen), amount(after.alone?.dayFen)),
    ...STEP_FIELDS.map((field, at) =>
      change(field, stepWords(before.steps[at]), stepWords(after.steps[at])),
    ),
    change("waits-days", [String(before.days)], [String(after.days)]),
  ];
  return rows.filter(({ from, to }) => from.join() !== to.join());
}

function change(field: string, from: readonly string[], to: readonly string[]): PreviewChange {
  return { field, from, to };
}

function amount(limit: Fen | undefined): string[] {
  return limit === undefined ? [] : [formatYuan(limit)];
}

function stepWords(step: StepRule | undefined): string[] {
  if (step === undefined) return [];
  const { permission, overFen, dayFen } = step;
  return [
    `console.request.may.${permission}`,
    ...(overFen === 0 ? [] : [`> ${formatYuan(overFen)}`]),
    ...(dayFen === null ? [] : [`Σ ≤ ${formatYuan(dayFen)}`]),
  ];
}
