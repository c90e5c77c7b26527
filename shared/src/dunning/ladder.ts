import { STEP_KINDS, type DunningRule, type StepKind } from "../catalogue/dunning-rule.ts";
import type { LadderStep } from "../catalogue/dunning-rule.ts";
import type { RuleSource } from "../catalogue/rules-on.ts";
import { fen } from "../kernel/money.ts";
import { dunning as en } from "./messages.en.ts";
import { dunning as zh } from "./messages.zh.ts";

/** 催缴阶梯: its steps in the order of `STEP_KINDS`, and where it stands. */
export interface Ladder extends Pick<DunningRule, "steps"> {
  /** The rule of the catalogue; absent: the program's own. */
  readonly source?: RuleSource;
}

const served = ["receiver", "photo"] as const;

/**
 * While the city has no ladder of its own. Source: billing and customer information, "dunning
 * ladder", whose first step is the bill itself; a supply is limited after two notices at the
 * earliest, 15 days after it was said (民法典第 654、656 条).
 */
export const DEFAULT_LADDER: Ladder = {
  steps: [
    {
      ...step("reminder", { fromFen: 1, fromDays: 1, waitDays: 0 }),
      words: wordsOf("reminder"),
    },
    step("visit", { fromFen: 10_000, fromDays: 15, waitDays: 7 }),
    {
      ...step("notice", { fromFen: 10_000, fromDays: 30, waitDays: 7 }),
      evidence: served,
      words: wordsOf("notice"),
    },
    {
      ...step("second-notice", { fromFen: 10_000, fromDays: 45, waitDays: 15 }),
      evidence: served,
      words: wordsOf("second-notice"),
    },
    {
      ...step("limit-notice", { fromFen: 50_000, fromDays: 60, waitDays: 15 }),
      evidence: served,
      words: wordsOf("limit-notice"),
    },
    step("valve-order", { fromFen: 50_000, fromDays: 75, waitDays: 15 }),
    {
      ...step("lawyers-letter", { fromFen: 50_000, fromDays: 90, waitDays: 30 }),
      evidence: served,
    },
    { ...step("suit", { fromFen: 50_000, fromDays: 120, waitDays: 30 }), evidence: ["photo"] },
    {
      ...step("enforcement", { fromFen: 50_000, fromDays: 180, waitDays: 60 }),
      evidence: ["photo"],
    },
  ],
};

function wordsOf(kind: "reminder" | "notice" | "second-notice" | "limit-notice") {
  const key = `dunning.words.${kind}` as const;
  return { zh: zh[key], en: en[key] };
}

function step(
  kind: StepKind,
  at: { readonly fromFen: number; readonly fromDays: number; readonly waitDays: number },
): LadderStep {
  return { kind, ...at, fromFen: fen(at.fromFen), evidence: [] };
}

/** The step of a ladder that follows one that was taken, be that still in it or not. */
export function stepAfter({ steps }: Ladder, taken: StepKind | undefined): LadderStep | undefined {
  return steps.find(({ kind }) => taken === undefined || isLater(kind, taken));
}

export function isLater(kind: StepKind, than: StepKind): boolean {
  return STEP_KINDS.indexOf(kind) > STEP_KINDS.indexOf(than);
}
