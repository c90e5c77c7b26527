import { formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { AMOUNT } from "@warmline/shared/kernel/written-number.ts";
import type { PolicyTerms } from "@warmline/shared/requests/policy.ts";
import { typedNumber } from "../typed-number.ts";

/** A rule of approval as a form holds it: amounts in yuan as typed, empty for none. */
export interface RuleDraft {
  each: string;
  day: string;
  steps: StepDraft[];
  days: string;
}

interface StepDraft {
  permission: string;
  over: string;
  day: string;
}

export function draftOfRule({ alone, steps, days }: PolicyTerms): RuleDraft {
  return {
    each: typed(alone?.eachFen),
    day: typed(alone?.dayFen),
    steps: steps.map(({ permission, overFen, dayFen }) => ({
      permission,
      over: typed(overFen),
      day: typed(dayFen ?? undefined),
    })),
    days: String(days),
  };
}

/** What was typed, as a rule; null while some of it is none. */
export function ruleOf({ each, day, steps, days }: RuleDraft): PolicyTerms | null {
  const [eachFen, dayFen] = [optional(each), optional(day)];
  const read = steps.map((step) => {
    const [overFen, stepDayFen] = [typedNumber(step.over, AMOUNT), optional(step.day)];
    if (overFen === null || stepDayFen === undefined) return null;
    return { permission: step.permission, overFen, dayFen: stepDayFen };
  });
  const kept = read.filter((step) => step !== null);
  const wholeDays = /^\d{1,2}$/.test(days.trim()) ? Number(days) : 0;
  if (kept.length < read.length || wholeDays < 1) return null;
  if (eachFen === undefined || dayFen === undefined) return null;
  // Either both or none.
  if ((eachFen === null) !== (dayFen === null)) return null;
  const alone = eachFen === null || dayFen === null ? null : { eachFen, dayFen };
  return { alone, steps: kept, days: wholeDays };
}

/** Null: nothing is typed; undefined: what is typed is no amount. */
function optional(text: string): Fen | null | undefined {
  return text.trim() === "" ? null : (typedNumber(text, AMOUNT) ?? undefined);
}

function typed(amount: Fen | undefined): string {
  return amount === undefined ? "" : formatYuan(amount);
}
