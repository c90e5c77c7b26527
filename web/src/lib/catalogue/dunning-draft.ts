import {
  STEP_KINDS,
  type DunningRule,
  type EvidenceKind,
  type LadderStep,
  type StepKind,
} from "@warmline/shared/catalogue/dunning-rule.ts";
import { DEFAULT_LADDER } from "@warmline/shared/dunning/ladder.ts";
import { fen, type Fen } from "@warmline/shared/kernel/money.ts";
import type { Quantity } from "@warmline/shared/kernel/written-number.ts";
import { PAID, typedYuan } from "../ledger/amount.ts";
import { typedNumber } from "../typed-number.ts";

/** A step as a form holds it: yuan and days as typed; `on`: the ladder has it. */
export interface StepDraft {
  kind: StepKind;
  on: boolean;
  from: string;
  days: string;
  wait: string;
  evidence: EvidenceKind[];
  zh: string;
  en: string;
}

/** From how much is overdue. */
export const FROM: Quantity<Fen> = { ...PAID, max: fen(100_000_000) };
export const DAYS: Quantity = { places: 0, min: 1, max: 3_650, show: String };
export const WAIT: Quantity = { ...DAYS, min: 0 };

/** A draft has every step, also those that the ladder leaves out. */
export function dunningDraftOf({ steps }: Pick<DunningRule, "steps">): StepDraft[] {
  return STEP_KINDS.map((kind) => {
    const step = steps.find((one) => one.kind === kind);
    const shown = step ?? DEFAULT_LADDER.steps.find((one) => one.kind === kind)!;
    return {
      kind,
      on: step !== undefined,
      from: typedYuan(shown.fromFen),
      days: String(shown.fromDays),
      wait: String(shown.waitDays),
      evidence: [...shown.evidence],
      zh: shown.words?.zh ?? "",
      en: shown.words?.en ?? "",
    };
  });
}

/** A new ladder begins as the program's own. */
export const FIRST_LADDER: readonly StepDraft[] = dunningDraftOf(DEFAULT_LADDER);

/** The rule that was typed; null while something is missing, or nothing is in it. */
export function dunningOfDraft(typed: readonly StepDraft[]): DunningRule | null {
  const steps = typed.filter(({ on }) => on).map(stepOf);
  const whole = steps.filter((step) => step !== null);
  return whole.length === 0 || whole.length < steps.length
    ? null
    : { kind: "dunning", steps: whole };
}

/** Words are there in both languages, or in none. */
function stepOf({ kind, from, days, wait, evidence, zh, en }: StepDraft): LadderStep | null {
  const fromFen = typedNumber(from, FROM);
  const [fromDays, waitDays] = [typedNumber(days, DAYS), typedNumber(wait, WAIT)];
  if (fromFen === null || fromDays === null || waitDays === null) return null;
  const words = { zh: zh.trim(), en: en.trim() };
  const both = words.zh !== "" && words.en !== "";
  if (!both && words.zh !== words.en) return null;
  return { kind, fromFen, fromDays, waitDays, evidence, ...(both ? { words } : {}) };
}
